import type { FaultKind } from '@tenantry/fakes'
import { expect, test } from 'vitest'
import { kindeForFile } from './start-kinde.ts'

const running = await kindeForFile()
const { fake, faults } = running

const kinds: readonly (readonly [name: string, kind: FaultKind])[] = [
  ...(['reset before', 'reset applied', 'silence before', 'silence applied', 'empty', 'truncated'] as const).map(
    (kind) => [kind, kind] as const,
  ),
  ...(['wrong shape', 'drip', 'huge', 'redirect'] as const).map((kind) => [kind, kind] as const),
  ['503 in HTML', { status: 503, body: '<html>' }],
  ['503 although it is done', { status: 503, body: '<html>', applied: true }],
  ['504 although it is done', { status: 504, applied: true }],
]

test.each(kinds)('%s: there is one organization after it was looked for', async (_, kind) => {
  const { organizations } = running.adapter({ deadlineMs: 700, fetch: (input, init) => fetch(input, init) })
  if (!organizations) throw new Error('the adapter keeps no organizations')
  const wish = { marker: crypto.randomUUID(), name: crypto.randomUUID(), slug: 'a', founder: null }
  faults.plant({ on: /^POST \/api\/v1\/organization$/, kind, times: 1 })
  await expect(organizations.create(wish)).rejects.toMatchObject({ kind: 'unavailable', outcome: 'unknown' })
  faults.clear()
  const id = (await organizations.find(wish)) ?? (await organizations.create(wish))
  expect(fake.holds().filter(({ marker }) => marker === wish.marker)).toMatchObject([{ id, name: wish.name }])
})

test('an answer that names the organization of somebody else is not confirmed', async () => {
  const { organizations } = running.adapter()
  if (!organizations?.confirm) throw new Error('the adapter confirms nothing')
  const other = await organizations.create({ marker: 'another', name: 'Another', slug: 'another', founder: null })
  const wish = { marker: crypto.randomUUID(), name: crypto.randomUUID(), slug: 'a', founder: null }
  const id = await organizations.create(wish)
  expect(await organizations.confirm(id, wish.marker)).toBe(true)
  expect(await organizations.confirm(other, wish.marker)).toBe(false)
  expect(await organizations.confirm('org_of_somebody_else', wish.marker)).toBe(false)
})

test('a call that comes too soon waits as long as RateLimit-Reset says', async () => {
  const { organizations } = running.adapter()
  fake.throttle(1, 1)
  const before = performance.now()
  expect(await organizations?.find({ marker: 'none', slug: 'none' })).toBeNull()
  expect(performance.now() - before).toBeGreaterThan(900)
})

test('an organization lets nobody in by its code alone', async () => {
  const { organizations } = running.adapter()
  const id = await organizations?.create({ marker: 'closed', name: 'Closed', slug: 'closed', founder: null })
  expect(fake.state.organizations.get(id ?? '')).toMatchObject({ is_auto_membership_enabled: false })
})
