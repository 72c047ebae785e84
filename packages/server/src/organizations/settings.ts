import type { contract } from '@tenantry/core'
import type { Handler } from '../context.ts'
import { mailLocales } from '../mail/locales.ts'
import { settingsOf } from './queries.ts'

/** Shows how an organization works. */
export const settings: Handler<typeof contract.organizations.settings> = async ({ params }, { tx }, fail) => {
  const found = await settingsOf(tx, params.organizationId)
  if (!found) throw fail('ORGANIZATION_NOT_FOUND')
  return { settings: found, locales: [...mailLocales] }
}
