import type { Limiter } from '../../../src/limits/limiter.ts'
import type { Profile } from '../../../src/profiles/profile.ts'
import { invite, type Person, type Running, startTenantry } from '../../start-tenantry.ts'
import { createPool, type Pool } from './pool.ts'

/** Who may call: each stands elsewhere to the organization that the run is about. */
export const people = {
  admin: { sub: 'ada', email: 'ada@example.com', name: 'Ada' },
  manager: { sub: 'max', email: 'max@example.com', name: 'Max' },
  employee: { sub: 'eve', email: 'eve@example.com', name: 'Eve' },
  outsider: { sub: 'otto', email: 'otto@example.com', name: 'Otto' },
  superAdmin: { sub: 'sue', email: 'sue@example.com', name: 'Sue' },
  unverified: { sub: 'uma', email: 'uma@example.com', name: 'Uma', email_verified: false },
} as const satisfies Readonly<Record<string, Person>>

export type Caller = keyof typeof people | 'anonymous'

// An admin gets furthest, so more is to be found there.
/** The callers, those that get far more often. */
export const callers: readonly Caller[] = [
  ...(['admin', 'admin', 'admin', 'admin', 'superAdmin', 'manager', 'employee', 'outsider'] as const),
  ...(['unverified', 'anonymous'] as const),
]

// What is looked for here are faults in answers, and 429 would hide them.
const unlimited: Limiter = {
  take: async () => ({ allowed: true, retryAfter: 0 }),
  giveBack: async () => {},
  close: async () => {},
}

/** What the provider is called, which sends webhooks that mean nothing. */
const PROVIDER = 'made-up'

/** A server that counts no calls, and what it told. */
export interface World {
  readonly running: Running
  readonly pool: Pool
}

/** Starts a server that counts no calls, in whose DNS stands every value it ever asked for. */
export async function startWorld(profiles: readonly Profile[]): Promise<World> {
  const pool = createPool()
  const resolveTxt = async () => pool.all('value').map((value) => [String(value)])
  const superAdmins = [people.superAdmin.email]
  const events = { read: async () => ({ id: crypto.randomUUID(), type: 'made.up', at: new Date(0), changes: [] }) }
  const running = await startTenantry('pglite', {
    ...{ limiter: unlimited, profiles, superAdmins, resolveTxt },
    adapt: (provider) => ({ ...provider, id: PROVIDER, webhooks: events }),
  })
  return { pool, running }
}

let turn = 0

/** Founds one more organization with everybody in their place, and pins what can be asked about it. */
export async function settle({ running, pool }: World): Promise<void> {
  turn += 1
  const { admin, manager, employee, outsider } = people
  pool.unpin()
  const organizationId = await found(running, admin, `acme-${turn}`)
  for (const [role, person] of Object.entries({ manager, employee })) {
    const id = await invite(running, admin, organizationId, person.email, role)
    await running.as(person).invitations.accept({ body: { invitation_id: id } })
  }
  const theirs = await found(running, outsider, `other-${turn}`)
  await running.as(outsider).organizations.join({ params: { organizationId } })
  for (const { email } of [admin, manager, employee])
    pool.pin('invitationId', await invite(running, outsider, theirs, email))
  const guest = `guest-${turn}@example.com`
  pool.pin('invitationId', await invite(running, admin, organizationId, guest))
  pool.pin('token', await running.tokenFor(guest))
  pool.pin('organizationId', organizationId)
  pool.pin('organizationId', theirs)
  pool.pin('slug', `acme-${turn}`)
  for (const { email } of Object.values(people)) pool.add('email', email)
  for (const role of ['admin', 'manager', 'employee']) pool.add('role', role)
  pool.pin('countryCode', 'PL')
  pool.pin('provider', PROVIDER)
  const members = [admin, manager, employee].map(({ email }) => `'${email}'`)
  const numbered = `SELECT number FROM users WHERE email IN (${members})`
  for (const { number } of await running.rows<{ number: number }>(numbered)) pool.pin('userId', number)
}

// Of the domain of most people's addresses, so that they may ask to join.
async function found(running: Running, founder: Person, slug: string): Promise<string> {
  const body = { name: `The ${slug}`, slug, google_domain: 'example.com' }
  const { organization } = await running.as(founder).organizations.create({ body })
  return organization.id
}
