import { clerk } from '@tenantry/clerk'
import type { Provider } from '@tenantry/core/provider'
import { clerkFake, type Faults, kindeFake, type ServedFake, serveFake } from '@tenantry/fakes'
import { kinde } from '@tenantry/kinde'
import type { Wrong } from './fault-table.ts'

/** Which calls of an API a fault is for. */
export type Act = 'create an organization' | 'add a member' | 'create a user'

/** An organization as the provider has it. */
export interface HeldThere {
  readonly id: string
  readonly name: string
  readonly members: Readonly<Record<string, string>>
}

/** A provider's stand-in behind a socket, and the real adapter for it. */
export interface FaultSite {
  readonly provider: Provider
  readonly served: ServedFake
  plant(on: Act | 'everything', kind: Wrong, times: number): void
  clear(): void
  /** Makes an account. @returns its subject */
  account(email: string): string
  token(subject: string, email: string): Promise<string>
  holds(name: string): readonly HeldThere[]
  /** The subjects of all accounts that have an address. */
  accounts(email: string): Promise<readonly string[]>
  /** What our role is called there. */
  role(role: string): string
}

export interface SiteOptions {
  readonly now: () => number
  /** How long one call of the adapter may take. */
  readonly deadlineMs: number
}

type Calls = Readonly<Record<Act | 'everything', RegExp>>

const audience = 'https://api.example.com'
const page = 'https://app.example.com'

export const fakeSites = { kinde: kindeSite, clerk: clerkSite }
export type SiteName = keyof typeof fakeSites

async function kindeSite({ now, deadlineMs }: SiteOptions): Promise<FaultSite> {
  const { fake, served } = await serving((url) => kindeFake({ url, now }))
  const hashPassword = async () => '$2b$12$a.made.up.hash'
  const trouble = troubles(served.faults, {
    'create an organization': /^POST \/api\/v1\/organization$/,
    'add a member': /^POST \/api\/v1\/organizations\/[^/]+\/users$/,
    'create a user': /^POST \/api\/v1\/user$/,
    everything: /^\w+ \/api\/v1\//,
  })
  return {
    ...trouble,
    served,
    provider: kinde({
      ...{ domain: served.url, clientId: 'm2m', clientSecret: 'm2m-secret', audience, hashPassword },
      ...{ fetch: trouble.fetch, now, deadlineMs },
    }),
    account: (email) => fake.account(email),
    token: (subject, email) => fake.accessToken(subject, { aud: [audience], email, email_verified: true }),
    holds: (name) =>
      fake.holds().flatMap((held) => {
        const members = held.members.map(({ subject, roles }) => [subject, roles.join('+')])
        return held.name === name ? [{ id: held.id, name, members: Object.fromEntries(members) }] : []
      }),
    accounts: async (email) =>
      [...fake.state.users.values()].filter((user) => user.email === email).map(({ id }) => id),
    role: (role) => role,
  }
}

async function clerkSite({ now, deadlineMs }: SiteOptions): Promise<FaultSite> {
  const { fake, served } = await serving((url) => clerkFake({ url, now }))
  const trouble = troubles(served.faults, {
    'create an organization': /^POST \/v1\/organizations$/,
    'add a member': /^POST \/v1\/organizations\/[^/]+\/memberships$/,
    'create a user': /^POST \/v1\/users$/,
    everything: /^\w+ \/v1\/(?!jwks)/,
  })
  const account = fake.account
  return {
    ...trouble,
    served,
    provider: clerk({
      ...{ secretKey: fake.secretKey, issuer: served.url, apiUrl: served.url, authorizedParties: [page] },
      ...{ fetch: trouble.fetch, now, deadlineMs },
    }),
    account: (email) => account(email),
    token: (subject, email) => fake.token({ subject, authorizedParty: page, claims: { email, email_verified: true } }),
    holds: (name) =>
      fake.holds().flatMap((held) => {
        const members = held.members.map(({ subject, role }) => [subject, role])
        return held.name === name ? [{ id: held.id, name, members: Object.fromEntries(members) }] : []
      }),
    async accounts(email) {
      const query = new URLSearchParams({ email_address: email })
      const headers = { authorization: `Bearer ${fake.secretKey}` }
      const found = await fake.fetch(new Request(`${served.url}/v1/users?${query}`, { headers }))
      return ((await found.json()) as readonly { readonly id: string }[]).map(({ id }) => id)
    },
    role: (role) => (role === 'admin' ? 'org:admin' : 'org:member'),
  }
}

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

/** Plants faults at the fake, and before it those that no server can have. */
function troubles(faults: Faults, calls: Calls) {
  let refused = { on: /^$/, left: 0 }
  return {
    plant(on: Act | 'everything', kind: Wrong, times: number): void {
      if (kind === 'refused') refused = { on: calls[on], left: times }
      else faults.plant({ on: calls[on], kind, times })
    },
    clear(): void {
      refused = { on: /^$/, left: 0 }
      faults.clear()
    },
    fetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
      const request = new Request(input, init)
      const { pathname } = new URL(request.url)
      if (refused.left === 0 || !refused.on.test(`${request.method} ${pathname}`)) return fetch(request)
      refused.left -= 1
      // Nothing listens there.
      return fetch(`http://127.0.0.1:1${pathname}`, { method: request.method, signal: request.signal })
    },
  }
}
