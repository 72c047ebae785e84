import { clerkFake, kindeFake, type ServedFake, serveFake, supabaseFake } from '@tenantry/fakes'
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
}

async function served<T extends { fetch(request: Request): Promise<Response> }>(create: (url: string) => Promise<T>) {
  let fake: T | undefined
  const running = await serveFake(async (url) => {
    fake = await create(url)
    return fake
  })
  if (!fake) throw new TypeError('the fake was not made')
  return { fake, running }
}

async function kinde(): Promise<Site> {
  const { fake, running } = await served((url) => kindeFake({ url }))
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
  }
}

async function clerk(): Promise<Site> {
  const { fake, running } = await served((url) => clerkFake({ url }))
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
  }
}

async function supabase(): Promise<Site> {
  const { fake, running } = await served((url) => supabaseFake({ url }))
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
