import type { FaultKind } from '@tenantry/fakes'
import { expect, test } from 'vitest'
import { all, openSite } from './world.ts'

const wish = { marker: '0195d3f0-0000-7000-8000-00c0ffee0001', name: 'Acme', slug: 'acme', founder: null }
const other = { ...wish, marker: '0195d3f0-0000-7000-8000-00c0ffee0002' }

test('names the version of the API with every call', async () => {
  await using site = await openSite()
  await site.provider.organizations.create(wish)
  await site.provider.organizations.find(wish)
  const versions = site.served.exchanges.map(({ headers }) => headers['clerk-api-version'])
  expect(new Set(versions)).toEqual(new Set(['2026-05-12']))
})

test('marks an organization where only the backend reads it, and sets no limit of members', async () => {
  await using site = await openSite({ maxAllowedMemberships: 1 })
  const { organizations } = site.provider
  const id = await organizations.create(wish)
  for (const email of ['ada@example.com', 'bob@example.com'])
    await organizations.setMember(id, { subject: site.fake.account(email), role: 'admin' })
  const [created] = site.served.exchanges
  expect(JSON.parse(created?.answer?.body ?? '')).toMatchObject({
    private_metadata: { tenantry_id: wish.marker },
    public_metadata: {},
    slug: 'acme',
  })
})

test('creates once, even for who did not look first', async () => {
  await using site = await openSite()
  const { organizations } = site.provider
  expect(await organizations.create(wish)).toBe(await organizations.create(wish))
  expect(site.fake.holds()).toHaveLength(1)
})

test('takes another slug when somebody else has it, and finds the organization again', async () => {
  await using site = await openSite()
  const { organizations } = site.provider
  const first = await organizations.create(wish)
  const second = await organizations.create(other)
  expect(second).not.toBe(first)
  expect(await Promise.all([organizations.find(wish), organizations.find(other)])).toEqual([first, second])
})

test('goes without slugs where they are switched off, and finds the organization among all', async () => {
  await using site = await openSite({ slugs: 'disabled', mostPerPage: 2 })
  const { organizations } = site.provider
  const first = await organizations.create(wish)
  for (let number = 0; number < 5; number++)
    await organizations.create({ ...other, marker: crypto.randomUUID(), name: `Other ${number}` })
  expect(await organizations.find(wish)).toBe(first)
  expect(await organizations.find(other)).toBeNull()
  await organizations.update(first, { name: 'Acme 2', slug: 'acme-2' })
  await organizations.update(first, { slug: 'acme-3' })
  expect(site.fake.holds()[0]?.name).toBe('Acme 2')
})

test('says that a slug is taken when a change asks for it', async () => {
  await using site = await openSite()
  const { organizations } = site.provider
  await organizations.create(wish)
  const id = await organizations.create({ ...other, slug: 'other' })
  await expect(organizations.update(id, { slug: 'acme' })).rejects.toMatchObject({ kind: 'conflict', outcome: 'none' })
})

test('does not make a role up', async () => {
  await using site = await openSite()
  const { organizations } = site.provider
  const id = await organizations.create(wish)
  const setMember = organizations.setMember(id, { subject: site.fake.account('ada@example.com'), role: 'toString' })
  await expect(setMember).rejects.toMatchObject({ name: 'ProviderError', kind: 'invalid' })
})

test('maps roles both ways as the host says', async () => {
  await using site = await openSite({ roles: ['org:admin', 'org:billing', 'org:member'] })
  const { organizations } = site.clerk({ roles: { admin: 'org:admin', treasurer: 'org:billing' } })
  const id = await organizations.create(wish)
  const [ada, bob] = ['ada@example.com', 'bob@example.com'].map((email) => site.fake.account(email))
  await organizations.setMember(id, { subject: ada ?? '', role: 'treasurer' })
  await site.provider.organizations.setMember(id, { subject: bob ?? '', role: 'employee' })
  expect(await all(organizations.members(id))).toEqual([
    { subject: ada, role: 'treasurer' },
    { subject: bob, role: null },
  ])
})

test('marks an admin in the public metadata of the account, and nobody else (seed 002)', async () => {
  await using site = await openSite()
  const { organizations } = site.provider
  const id = await organizations.create(wish)
  const [ada, bob] = ['ada@example.com', 'bob@example.com'].map((email) => site.fake.account(email))
  const marks = () => [ada, bob].map((subject) => site.fake.user(subject ?? '')?.public_metadata)
  await organizations.setMember(id, { subject: ada ?? '', role: 'admin' })
  await organizations.setMember(id, { subject: bob ?? '', role: 'employee' })
  expect(marks()).toEqual([{ role: 'admin', orgId: id }, {}])
  await organizations.setMember(id, { subject: bob ?? '', role: 'admin' })
  await organizations.setMember(id, { subject: ada ?? '', role: 'employee' })
  expect(marks()).toEqual([{}, { role: 'admin', orgId: id }])
})

test('leaves the mark of another organization alone, and writes none where the host wants none', async () => {
  await using site = await openSite()
  const { organizations } = site.provider
  const [first, second] = [await organizations.create(wish), await organizations.create(other)]
  const subject = site.fake.account('ada@example.com')
  await organizations.setMember(first, { subject, role: 'admin' })
  await organizations.setMember(second, { subject, role: 'employee' })
  await organizations.removeMember(second, subject)
  expect(site.fake.user(subject)?.public_metadata).toEqual({ role: 'admin', orgId: first })
  const quiet = site.fake.account('bob@example.com')
  await site.clerk({ publicMetadata: false }).organizations.setMember(first, { subject: quiet, role: 'admin' })
  expect(site.fake.user(quiet)?.public_metadata).toEqual({})
})

test('does not leave an organization without an admin at Clerk', async () => {
  await using site = await openSite()
  const { organizations } = site.provider
  const id = await organizations.create(wish)
  const subject = site.fake.account('ada@example.com')
  await organizations.setMember(id, { subject, role: 'admin' })
  const code = 'organization_minimum_permissions_needed'
  await expect(organizations.setMember(id, { subject, role: 'employee' })).rejects.toMatchObject({ code })
  await expect(organizations.removeMember(id, subject)).rejects.toMatchObject({ kind: 'invalid', code })
})

test('says what an operator has to act on', async () => {
  await using site = await openSite({ organizations: 'disabled' })
  const code = 'organization_not_enabled_in_instance'
  await expect(site.provider.organizations.create(wish)).rejects.toMatchObject({ kind: 'forbidden', code })
  const stranger = site.clerk({ secretKey: 'sk_test_of_somebody_else' }).organizations
  await expect(stranger.create(wish)).rejects.toMatchObject({ kind: 'unauthorized', code: 'clerk_key_invalid' })
})

const faults: readonly FaultKind[] = [
  'reset before',
  'reset applied',
  'silence before',
  'silence applied',
  'empty',
  'truncated',
  'wrong shape',
  'other id',
  'drip',
  'huge',
  'redirect',
  { status: 500 },
  { status: 500, applied: true },
  { status: 503, headers: { 'retry-after': '1' } },
  { status: 429 },
  { status: 402 },
  { status: 409 },
]

test.each(faults.map((kind) => ({ kind, named: JSON.stringify(kind) })))(
  'there is one organization after $named, a look and another try',
  async ({ kind }) => {
    await using site = await openSite({}, { deadlineMs: 400 })
    const { organizations } = site.provider
    site.served.faults.plant({ on: /^POST \/v1\/organizations$/, kind })
    const outcome = await organizations.create(wish).catch((error: unknown) => error)
    if (kind === 'other id') expect(outcome).toBe('org_of_somebody_else')
    else expect(outcome).toMatchObject({ name: 'ProviderError', provider: 'clerk' })
    expect(String(outcome)).not.toMatch(/Acme|sk_test/)
    site.served.faults.clear()
    const id = (await organizations.find(wish)) ?? (await organizations.create(wish))
    expect(site.fake.holds()).toEqual([{ id, name: 'Acme', members: [], invited: [] }])
  },
)

const json = { 'content-type': 'application/json' }

test('does not read the same page for ever', async () => {
  await using site = await openSite()
  const { organizations } = site.provider
  const body = JSON.stringify({ data: [{ id: 'org_1', name: 'Other' }], total_count: 1_000_000 })
  site.served.faults.plant({ on: /^GET \/v1\/organizations$/, kind: { status: 200, headers: json, body } })
  await expect(organizations.find(wish)).rejects.toMatchObject({ kind: 'unavailable', outcome: 'none' })
})
