import { sql } from 'kysely'
import type { Context } from '../context.ts'

/** Whether the provider mails the invitations of an organization: where the host wants it, unless the provider never heard of that. */
export async function isMailedByProvider({ tx, policy }: Context, organizationId: string): Promise<boolean> {
  if (policy.invitationMail !== 'provider') return false
  const { rows } = await sql`SELECT FROM provider_organizations WHERE organization_id = ${organizationId}`.execute(tx)
  return rows.length > 0
}

/** Has the provider mail invitations of this transaction, once it was committed. */
export async function askProvider({ tx }: Context, ids: readonly string[]): Promise<void> {
  await sql`SELECT tenantry.ask_provider(${[...ids]}::uuid[])`.execute(tx)
}
