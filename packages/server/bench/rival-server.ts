import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type BetterAuthOptions, betterAuth } from 'better-auth'
import { getMigrations } from 'better-auth/db/migration'
import { toNodeHandler } from 'better-auth/node'
import { type OrganizationOptions, organization } from 'better-auth/plugins/organization'
import pg from 'pg'
import { mailbox } from '../src/mail/mailbox.ts'
import { invitationMail } from '../src/mail/templates/mails.ts'
import { countStatements } from './count-statements.ts'
import { secret } from './people.ts'

// better-auth with its organization plugin, set up as its own guide to performance says: sessions cached in a cookie, indexes
// on what is looked up. Its invitations are mailed as ours are, with the same template into the same kind of mailbox. Runs as a
// process of its own.
const unlimited = 1_000_000_000
const indexes = `
  CREATE INDEX IF NOT EXISTS bench_session_user ON session ("userId");
  CREATE INDEX IF NOT EXISTS bench_member_user ON member ("userId");
  CREATE INDEX IF NOT EXISTS bench_member_organization ON member ("organizationId");
  CREATE INDEX IF NOT EXISTS bench_invitation_email ON invitation (email);
  CREATE INDEX IF NOT EXISTS bench_invitation_organization ON invitation ("organizationId");`

countStatements('all')
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL ?? '', max: 20 })
const server = createServer().listen(0, '127.0.0.1')
await once(server, 'listening')
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
const box = mailbox()
const sendInvitationEmail: OrganizationOptions['sendInvitationEmail'] = ({
  id,
  email,
  role,
  organization,
  inviter,
  invitation,
}) =>
  box.send(
    invitationMail({
      locale: 'en',
      to: email,
      organizationName: organization.name,
      inviterName: inviter.user.name,
      role,
      teamName: null,
      url: `${url}/invitations/${id}`,
      expiresAt: invitation.expiresAt,
    }),
  )
const options: BetterAuthOptions = {
  baseURL: url,
  secret,
  database: pool,
  telemetry: { enabled: false },
  logger: { disabled: true },
  rateLimit: { enabled: false },
  session: { cookieCache: { enabled: true, maxAge: 3600 } },
  plugins: [organization({ membershipLimit: unlimited, invitationLimit: unlimited, sendInvitationEmail })],
}
const { runMigrations } = await getMigrations(options)
await runMigrations()
await pool.query(indexes)
server.on('request', toNodeHandler(betterAuth(options)))
process.send?.({ url })
process.on('disconnect', () => process.exit())
