import { expect } from 'vitest'
import type { Person } from '../start-tenantry.ts'
import { count } from './proofs.ts'
import type { World } from './world.ts'

export const PATH = '/api/organizations'

export function create(world: World, change: Readonly<Record<string, unknown>> = {}, as: Person = world.person()) {
  return world.send('POST', PATH, { as, body: { name: 'Acme', slug: world.slug('acme'), ...change } })
}

export async function takes(
  world: World,
  change: Readonly<Record<string, unknown>>,
  written: Readonly<Record<string, unknown>>,
) {
  const answer = await create(world, change)
  expect(answer.status, JSON.stringify(change)).toBe(201)
  expect(answer.body).toHaveProperty('organization')
  expect((answer.body as { organization: object }).organization).toMatchObject(written)
}

export async function refusesField(world: World, change: Readonly<Record<string, unknown>>) {
  const before = await count(world, 'organizations')
  const answer = await create(world, change)
  const [path] = Object.keys(change)
  expect(answer, JSON.stringify(change)).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } })
  const { issues } = (answer.body as { details: { issues: { path: unknown[]; message: string }[] } }).details
  expect(issues).toEqual([{ path: [path], message: expect.stringMatching(/./) }])
  expect(await count(world, 'organizations')).toBe(before)
}
