import { clerk } from '@tenantry/clerk'
import type { Provider } from '@tenantry/core/provider'
import { clerkFake, type FaultKind, kindeFake, type ServedFake, serveFake } from '@tenantry/fakes'
import { kinde } from '@tenantry/kinde'
import { publicUrl } from '../start-tenantry.ts'

/** An invitation as the provider has it. */
export interface InvitedThere {
  readonly id: string
  readonly email: string
  readonly role: string
  readonly waits: boolean
}

/** A provider's stand-in behind a socket that mails invitations, and the real adapter for it. */
export interface InvitationSite {
  readonly provider: Provider
  readonly served: ServedFake
  account(email: string): string
  token(subject: string, email: string): Promise<string>
  /** Every invitation that there ever was, the oldest first. */
  invited(): readonly InvitedThere[]
  /** Whom the provider has mailed, one address for each mail. */
  mails(): readonly string[]
  accept(id: string, subject: string): void
  /** Takes one back past us. */
  revoke(organization: string, id: string): Promise<void>
  /** Who is a member of the one organization that there is, by subject. */
  members(): Readonly<Record<string, string>>
  organizationId(): string
  /** What pages may read of an account at Clerk. */
  publicMetadata?(subject: string): unknown
  /** Everything that webhooks tell from here on, each as it is delivered. */
  news(): Promise<readonly Request[]>
  plant(call: 'send' | 'revoke', kind: FaultKind, times: number): void
}

export const invitationSites = { clerk: clerkSite, kinde: kindeSite }
export type InvitationSiteName = keyof typeof invitationSites

type Now = () => number
const audience = 'https://api.example.com'

async function serving<F extends { fetch(request: Request): Promise<Response> }>(create: (url: string) => Promise<F>) {
  const made: F[] = []
  const served = await serveFake(async (url) => {
    const fake = await create(url)
    made.push(fake)
    return fake
  })
  const [fake] = made
  if (!fake) throw new Error('the fake was not made')
  return { fake, served }
}

async function clerkSite(now: Now): Promise<InvitationSite> {
  const { fake, served } = await serving((url) => clerkFake({ url, now }))
  const provider = clerk({
    ...{ secretKey: fake.secretKey, issuer: served.url, apiUrl: served.url, authorizedParties: [publicUrl] },
    ...{ webhookSecret: fake.webhookSecret, now, deadlineMs: 500 },
  })
  const all = new Map<string, InvitedThere>()
  let read = 0
  let told = 0
  const invited = () => {
    for (const { type, data } of fake.events.slice(read)) {
      if (!type.startsWith('organizationInvitation')) continue
      const { id, email_address: email, role, status } = data as Record<string, string>
      if (id && email && role) all.set(id, { id, email, role, waits: status === 'pending' })
    }
    read = fake.events.length
    return [...all.values()]
  }
  const one = () => fake.holds()[0]
  return {
    provider,
    served,
    account: (email) => fake.account(email),
    token: (subject, email) =>
      fake.token({ subject, authorizedParty: publicUrl, claims: { email, email_verified: true } }),
    invited,
    mails: () => fake.mails.map(({ to }) => to),
    accept: (id, subject) => fake.accept(id, subject),
    revoke: async (organization, id) => provider.invitations.revoke(organization, id),
    members: () => Object.fromEntries((one()?.members ?? []).map(({ subject, role }) => [subject, role])),
    organizationId: () => one()?.id ?? '',
    publicMetadata: (subject) => fake.user(subject)?.public_metadata,
    async news() {
      const events = fake.events.slice(told)
      told = fake.events.length
      // The stand-in's clock is ours; the signature's has to be the wall's.
      return Promise.all(events.map((event) => fake.delivery(event, { at: Date.now() })))
    },
    plant: (call, kind, times) =>
      served.faults.plant({ on: call === 'send' ? /^POST .*\/invitations$/ : /^POST .*\/revoke$/, kind, times }),
  }
}

async function kindeSite(now: Now): Promise<InvitationSite> {
  const { fake, served } = await serving((url) => kindeFake({ url, now }))
  const provider = kinde({
    ...{ domain: served.url, clientId: 'm2m', clientSecret: 'm2m-secret', audience, now, deadlineMs: 500 },
  })
  let told = 0
  const organizations = () => [...fake.state.organizations.values()]
  const invited = () =>
    organizations().flatMap(({ invitations }) =>
      [...invitations.values()].map(({ code, email, roles, is_revoked, accepted_on }) => ({
        ...{ id: code, email, role: roles.join('+'), waits: !is_revoked && accepted_on === null },
      })),
    )
  return {
    provider,
    served,
    account: (email) => fake.account(email),
    token: (subject, email) => fake.accessToken(subject, { aud: [audience], email, email_verified: true }),
    invited,
    mails: () =>
      organizations().flatMap(({ invitations }) =>
        [...invitations.values()].flatMap(({ email, is_sent }) => (is_sent ? [email] : [])),
      ),
    accept: (id, subject) => fake.accept(id, subject),
    revoke: async (organization, id) => provider.invitations?.revoke(organization, id),
    members: () =>
      Object.fromEntries((fake.holds()[0]?.members ?? []).map(({ subject, roles }) => [subject, roles.join('+')])),
    organizationId: () => fake.holds()[0]?.id ?? '',
    async news() {
      const events = fake.state.events.slice(told)
      told = fake.state.events.length
      const post = (body: string) => {
        const headers = { 'content-type': 'application/jwt' }
        return new Request(`${publicUrl}/api/webhooks/kinde`, { method: 'POST', headers, body })
      }
      return (await Promise.all(events.map((event) => fake.webhook(event)))).map(post)
    },
    plant: (call, kind, times) =>
      served.faults.plant({ on: call === 'send' ? /^POST .*\/invites$/ : /^DELETE .*\/invites\//, kind, times }),
  }
}
