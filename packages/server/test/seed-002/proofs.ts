import { expect } from 'vitest'
import type { Running } from '../start-tenantry.ts'
import type { Observed, Row, World } from './world.ts'

/** How the seed writes a moment (ISO 8601). */
export const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/

/** What an answer is once it is only looked at. */
export function answer({ status, body }: Observed) {
  return { status, body }
}

export const success = { status: 200, body: { success: true } }
export const unauthenticated = { status: 401, body: { error: 'Authentication required' } }

/** A refusal in the words of the seed. */
export function forbidden(details: string) {
  return { status: 403, body: { error: 'Insufficient permissions', details } }
}

export const adminsOnly = forbidden('Only organization admins can perform this action')
export const strangersOut = forbidden('You are not a member of this organization')
export const wrongAddress = forbidden('This invitation was sent to another e-mail address')

/** A sample that the rows about its fields share: made once per server, when the first of them asks. */
export function once<T>(make: (world: World) => Promise<T>): (world: World) => Promise<T> {
  const made = new WeakMap<Running, Promise<T>>()
  return (world) => {
    const known = made.get(world.running) ?? make(world)
    made.set(world.running, known)
    return known
  }
}

/** Proves that a field of a sample is there and is what the facts say. */
export function field<T, S extends object>(
  sample: (world: World) => Promise<T>,
  shown: (facts: T) => S,
  name: keyof S & string,
  expected: (facts: T) => unknown,
): Row['prove'] {
  return async (world) => {
    const facts = await sample(world)
    const object = shown(facts)
    expect(object).toHaveProperty([name])
    const wanted = expected(facts)
    if (wanted instanceof RegExp) expect(object[name]).toMatch(wanted)
    else expect(object[name]).toEqual(wanted)
  }
}

/** Proves that a call without a valid token is refused, before anything else is looked at. */
export function needsToken(method: string, path: string, body?: object): Row['prove'] {
  return async (world) => {
    const sending = body ? { body } : {}
    expect(answer(await world.send(method, path, sending))).toEqual(unauthenticated)
    const forged = await world.send(method, path, { ...sending, headers: { authorization: 'Bearer made.up.token' } })
    expect(answer(forged)).toEqual(unauthenticated)
    expect(forged.headers.get('www-authenticate')).toMatch(/^Bearer/)
  }
}

/** Takes a table away from the server during an act. */
export async function without<T>(world: World, table: string, act: () => Promise<T>): Promise<T> {
  await world.rows(`ALTER TABLE ${table} RENAME TO ${table}_away`)
  try {
    return await act()
  } finally {
    await world.rows(`ALTER TABLE ${table}_away RENAME TO ${table}`)
    world.running.faults.splice(0)
  }
}

/** Gives somebody another role, as an admin of the main contract would. */
export async function giveRole(world: World, email: string, orgId: string, role: string): Promise<void> {
  await world.rows(`UPDATE user_organizations SET role = '${role}'
    WHERE organization_id = '${orgId}' AND user_id = (SELECT id FROM users WHERE email = '${email}')`)
}

/** Asks for one invitation, as a request has it. */
export const invite = (world: World, orgId: string, as: object, email = `one-${world.slug()}@example.org`) =>
  world.send('POST', `/api/orgs/${orgId}/invites`, { as, body: { email, role: 'member' } })
