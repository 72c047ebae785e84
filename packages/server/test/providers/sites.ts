import { clerkFake, type Fake, kindeFake, type ServedFake, serveFake, supabaseFake } from '@tenantry/fakes'
import { publicUrl } from '../start-tenantry.ts'

/** Who is in which organization at a provider, by e-mail address and the provider's own word for the role. */
export type Held = Readonly<Record<string, Readonly<Record<string, string>>>>

/** A provider on loopback, and what `serve` has to be told to work with it. */
export interface Site {
  readonly served: ServedFake
  readonly environment: Readonly<Record<string, string>>
  /** Makes an account whose address is proved. @returns its subject */
  account(email: string): string
  /** An access token as the provider signs it. */
  token(subject: string): Promise<string>
  holds(): Held
  accounts(): readonly (string | null)[]
  /** Lets somebody accept the invitation that waits for them; undefined where the provider sends none. */
  accept?(email: string, subject: string): void
  /** Whom the provider has mailed an invitation. */
  mails?(): readonly string[]
  /** Everything that webhooks have told so far, each as the provider delivers it. */
  news?(): Promise<readonly RequestInit[]>
}

/** What stands before a fake, and may answer in its place. */
export type Before = (fake: Fake) => Fake

const nothing: Before = (fake) => fake

async function served<T extends Fake>(create: (url: string) => Promise<T>, before: Before) {
  let fake: T | undefined
  const running = await serveFake(async (url) => {
    fake = await create(url)
    return before(fake)
  })
  if (!fake) throw new TypeError('the fake was not made')
  return { fake, running }
}

async function kinde(before = nothing): Promise<Site> {
  const { fake, running } = await served((url) => kindeFake({ url }), before)
  const invitations = () =>
    [...fake.state.organizations.values()].flatMap((organization) => [...organization.invitations.values()])
  return {
    served: running,
    environment: {
      TENANTRY_PROVIDER: 'kinde',
      KINDE_DOMAIN: running.url,
      KINDE_CLIENT_ID: 'm2m',
      KINDE_CLIENT_SECRET: 'm2m-secret',
    },
    account: (email) => fake.account(email),
    token: (subject) => fake.accessToken(subject, { aud: [publicUrl] }),
    holds: () =>
      Object.fromEntries(
        fake
          .holds()
          .map(({ name, members }) => [
            name,
            byEmail(members, ({ subject, roles }) => [fake.state.users.get(subject)?.email, roles.join('+')]),
          ]),
      ),
    accounts: () => [...fake.state.users.values()].map(({ email }) => email),
    mails: () => invitations().flatMap(({ email, is_sent }) => (is_sent ? [email] : [])),
    accept(email, subject) {
      const waiting = invitations().find((one) => one.email === email && !one.is_revoked && one.accepted_on === null)
      fake.accept(waiting?.code ?? '', subject)
    },
    news: () =>
      Promise.all(
        fake.state.events.map(async (event) => ({
          ...{ method: 'POST', headers: { 'content-type': 'application/jwt' } },
          body: await fake.webhook(event),
        })),
      ),
  }
}

async function clerk(before = nothing): Promise<Site> {
  const { fake, running } = await served((url) => clerkFake({ url }), before)
  const emailOf = (subject: string) => fake.user(subject)?.email_addresses[0]?.email_address
  return {
    served: running,
    environment: {
      TENANTRY_PROVIDER: 'clerk',
      CLERK_SECRET_KEY: fake.secretKey,
      CLERK_API_URL: running.url,
      CLERK_WEBHOOK_SIGNING_SECRET: fake.webhookSecret,
    },
    account: (email) => fake.account(email),
    token: (subject) => fake.token({ subject, authorizedParty: publicUrl }),
    holds: () =>
      Object.fromEntries(
        fake
          .holds()
          .map(({ name, members }) => [name, byEmail(members, ({ subject, role }) => [emailOf(subject), role])]),
      ),
    accounts: () => fake.events.filter(({ type }) => type === 'user.created').map(({ data }) => emailIn(data)),
    mails: () => fake.mails.map(({ to }) => to),
    accept(email, subject) {
      const sent = fake.events.filter(({ type }) => type === 'organizationInvitation.created')
      const last = sent.findLast(({ data }) => emailIn(data) === email)?.data as { readonly id: string } | undefined
      fake.accept(last?.id ?? '', subject)
    },
    news: () =>
      Promise.all(
        fake.events.map(async (event, index) => {
          const delivered = await fake.delivery(event, { id: `msg_${index}` })
          return { method: 'POST', headers: delivered.headers, body: await delivered.text() }
        }),
      ),
  }
}

async function supabase(before = nothing): Promise<Site> {
  const { fake, running } = await served((url) => supabaseFake({ url }), before)
  return {
    served: running,
    environment: {
      TENANTRY_PROVIDER: 'supabase',
      SUPABASE_URL: running.url,
      SUPABASE_SERVICE_KEY: fake.secretKey,
      SUPABASE_JWT_SECRET: fake.jwtSecret,
    },
    account: (email) => fake.account(email),
    token: (subject) => fake.token(subject),
    holds: () => ({}),
    accounts: () => fake.users().map(({ email }) => email),
  }
}

function byEmail<T>(
  members: readonly T[],
  read: (member: T) => readonly [email: string | null | undefined, role: string],
) {
  return Object.fromEntries(members.map(read).map(([email, role]) => [email ?? 'nobody', role]))
}

function emailIn(data: unknown): string | null {
  return /"email_address":"([^"]+)"/.exec(JSON.stringify(data))?.[1] ?? null
}

export const sites = { kinde, clerk, supabase }
