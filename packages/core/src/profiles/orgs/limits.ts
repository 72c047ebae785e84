import { hourly } from '../../contract/limits.ts'

/** Over all endpoints that read. */
export const reading = hourly('orgs-read', 6000)
