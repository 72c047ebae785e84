export type { PostgresOptions } from './database/postgres.ts'
export { postgres } from './database/postgres.ts'
