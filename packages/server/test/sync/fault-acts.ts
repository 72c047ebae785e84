import { isTenantryError, type TenantryClient } from '@tenantry/core'
import type { Act } from './fault-sites.ts'

import type { Span, Wrong } from './fault-table.ts'

import type { FaultWorld } from './fault-world.ts'

/** What came of one cell of the table, and what had to. */
export interface Outcome {
  readonly was: unknown
  readonly had: unknown
}

interface Cell {
  readonly kind: Wrong
  readonly span: Span
}

type Play = (world: FaultWorld, cell: Cell) => Promise<Outcome>

const TIMES: Readonly<Record<Span, number>> = { once: 1, 'three times': 3, always: Number.POSITIVE_INFINITY }
let cells = 0

/** How many cells were played. */
export const played = () => cells

export const acts: Readonly<Record<Act, Play>> = {
  'create an organization': createOrganization,
  'add a member': addMember,
  'create a user': createUser,
}

/** Does something while the provider fails, ends the failure, and lets time pass until it is done. */
async function through<T>(
  { site, pass, settle, inTime }: FaultWorld,
  { act, kind, span }: Cell & { readonly act: Act },
  ask: () => Promise<T>,
  done: (answer: T) => Promise<boolean>,
): Promise<{ readonly answer: T; readonly inTime: boolean }> {
  cells += 1
  site.plant(span === 'always' ? 'everything' : act, kind, TIMES[span])
  const since = performance.now()
  const answer = await ask()
  const wasInTime = inTime(since)
  if (span === 'always') {
    await pass(() => done(answer))
    site.clear()
  }
  await settle(() => done(answer))
  site.clear()
  return { answer, inTime: wasInTime }
}

/** `ok`, or the code of the failure. */
const codeOf = (asked: Promise<unknown>) =>
  asked.then(
    () => 'ok',
    (error: unknown) => {
      if (isTenantryError(error)) return error.code
      throw error
    },
  )

async function createOrganization(world: FaultWorld, cell: Cell): Promise<Outcome> {
  const { site, running, policy, person } = world
  const { client, subject } = person()
  organizations += 1
  const slug = `made-${organizations}`
  const name = `Made ${organizations}`
  const here = () =>
    running.rows<{ status: string; provider_id: string; waiting: number }>(`
      SELECT p.status, p.provider_id, (SELECT count(*)::int FROM sync_items i WHERE i.organization_id = p.organization_id) AS waiting
      FROM organizations o JOIN provider_organizations p ON p.organization_id = o.id WHERE o.slug = '${slug}'`)
  const noted = () => running.rows(`SELECT status FROM provider_organizations WHERE slug = '${slug}'`)
  const kept = () => running.rows(`SELECT name FROM organizations WHERE slug = '${slug}'`)

  const { answer, inTime } = await through(
    world,
    { ...cell, act: 'create an organization' },
    () => codeOf(client.organizations.create({ body: { name, slug } })),
    async (code) => {
      if (code !== 'ok') return (await noted()).length === 0
      const [row] = await here()
      return row?.status === 'synced' && row.waiting === 0
    },
  )
  const was = {
    answer,
    inTime,
    here: await here(),
    kept: await kept(),
    noted: (await noted()).length,
    there: site.holds(name),
  }
  const [there] = was.there
  const isMade = answer === 'ok' || policy === 'keep-local'
  const synced = { status: 'synced', provider_id: there?.id ?? 'one', waiting: 0 }
  const had = isMade
    ? {
        ...{ answer: 'ok', inTime: true, here: [synced], kept: [{ name }], noted: 1 },
        there: [{ id: synced.provider_id, name, members: { [subject]: site.role('admin') } }],
      }
    : { answer: 'PROVIDER_UNAVAILABLE', inTime: true, here: [], kept: [], noted: 0, there: [] }
  return { was, had }
}

let organizations = 0

/** Makes the organization that an act is about; on a busy machine it may take more than one try. */
async function founded({ running, nudge }: FaultWorld, client: TenantryClient, kind: string) {
  for (let left = 10; ; left--) {
    organizations += 1
    const name = `${kind} ${organizations}`
    const slug = name.toLowerCase().replace(' ', '-')
    try {
      return { name, ...(await client.organizations.create({ body: { name, slug } })) }
    } catch (error) {
      if (left === 0 || !isTenantryError(error, 'PROVIDER_UNAVAILABLE')) throw error
      running.advance(60_000)
      await nudge()
    }
  }
}

async function addMember(world: FaultWorld, cell: Cell): Promise<Outcome> {
  const { site, running, person, settle } = world
  const [founder, invited] = [person(), person()]
  const { organization, name } = await founded(world, founder.client, 'Joined')
  const waiting = () => running.rows(`SELECT kind FROM sync_items WHERE organization_id = '${organization.id}'`)
  const isSynced = async () => (await waiting()).length === 0
  await settle(isSynced)
  const params = { organizationId: organization.id }
  const body = { invitations: [{ email: invited.email, role: 'employee' }] }
  const { results } = await founder.client.invitations.create({ params, body })
  const invitation_id = results[0]?.invitation?.id ?? ''

  const { answer, inTime } = await through(
    world,
    { ...cell, act: 'add a member' },
    () => codeOf(invited.client.invitations.accept({ body: { invitation_id } })),
    isSynced,
  )
  const members = { [founder.subject]: site.role('admin'), [invited.subject]: site.role('employee') }
  const there = site.holds(name)
  return {
    was: { answer, inTime, waiting: await waiting(), there },
    had: { answer: 'ok', inTime: true, waiting: [], there: [{ id: there[0]?.id ?? 'one', name, members }] },
  }
}

async function createUser(world: FaultWorld, cell: Cell): Promise<Outcome> {
  const { site, running, person, settle } = world
  const founder = person()
  const { organization } = await founded(world, founder.client, 'Staffed')
  const { slug } = organization
  const ofIt = `organization_id = '${organization.id}'`
  await settle(async () => (await running.rows(`SELECT kind FROM sync_items WHERE ${ofIt}`)).length === 0)
  const [row] = await running.rows<{ number: number }>(`SELECT number FROM organizations WHERE slug = '${slug}'`)
  const email = `${slug}@example.com`
  const form = { email, username: slug, full_name: 'New User', password: 'SecurePassword123!', role: 'standard_user' }
  const headers = { authorization: `Bearer ${await founder.getToken()}`, 'content-type': 'application/json' }
  const ask = async () => {
    const init = { method: 'POST', headers, body: JSON.stringify(form) }
    return (await running.send(`/api/v1/organizations/${row?.number}/users`, init)).status
  }
  /** By whom users of the address sign in. */
  const here = async () => {
    const statement = `SELECT i.subject FROM users u LEFT JOIN identities i ON i.user_id = u.id WHERE u.email = '${email}'`
    return (await running.rows<{ subject: string | null }>(statement)).map(({ subject }) => subject)
  }
  const pending = () => running.rows(`SELECT subject FROM pending_accounts WHERE email = '${email}'`)

  // Said so, an address is taken.
  const isTaken = world.name === 'clerk' && typeof cell.kind === 'object' && cell.kind.status === 409
  const { answer, inTime } = await through(world, { ...cell, act: 'create a user' }, ask, async (status) => {
    const made = status === 201 ? 1 : 0
    return (await site.accounts(email)).length === made && (await pending()).length === 0
  })
  const there = await site.accounts(email)
  const was = { inTime, status: answer, here: await here(), there: there.length, pending: await pending() }
  const made = answer === 201
  const had = {
    ...{ inTime: true, status: made ? 201 : isTaken ? 409 : 400, here: made ? there : [] },
    ...{ there: made ? 1 : 0, pending: [] },
  }
  if (made) return { was, had }
  // Nothing of the failed one is in the way of the next.
  headers.authorization = `Bearer ${await founder.getToken()}`
  const status = await ask()
  const second = await site.accounts(email)
  const again = { status, here: await here(), there: second.length }
  return { was: { ...was, again }, had: { ...had, again: { status: 201, here: second, there: 1 } } }
}
