import type { Server } from './server.ts'
import { createSession } from './session.ts'

export const ada = 'ada@example.com'
export const ben = 'ben@example.org'

/** Ada and Ben have accounts, and nothing else. */
export async function withAccounts({ accounts }: Server): Promise<void> {
  accounts.add({ email: ada, name: 'Ada Example' })
  accounts.add({ email: ben, name: 'Ben Example' })
}

/** Ada has founded an organization, Ben is in it, others are invited, and there are teams. */
export async function withOrganization(server: Server): Promise<void> {
  await withAccounts(server)
  const as = (email: string) => server.clientOf(createSession(server.accounts, server.accounts.find(email)))
  const founder = as(ada)
  const { organization } = await founder.organizations.create({ body: { name: 'Acme Studio', slug: 'acme-studio' } })
  const params = { organizationId: organization.id }
  const role = 'employee'
  await founder.invitations.create({
    params,
    body: {
      invitations: [
        { email: ben, role: 'manager' },
        { email: 'cleo@example.org', role },
      ],
    },
  })
  for (const name of ['Design', 'Sales']) await founder.teams.create({ params, body: { name } })
  const invited = as(ben)
  for (const { id } of (await invited.invitations.pending()).pending_invitations)
    await invited.invitations.accept({ body: { invitation_id: id } })
}
