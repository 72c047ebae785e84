import { type contract, defaultRoles, type Input, type Role } from '@tenantry/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { uuidv7 } from '../../src/ids.ts'
import { violations } from '../invariants.ts'
import { auditOf, refusal, staff } from '../members/staff.ts'
import { engines, foundOrganization, invite, type Running, startTenantry } from '../start-tenantry.ts'

const root = { email: 'root@example.com' }
const roles: readonly Role[] = [
  defaultRoles[0],
  { key: 'editor', permissions: ['organization:read', 'organization:update'] },
  ...defaultRoles.slice(1),
]

describe.each(engines)('an organization, on %s', (engine) => {
  let running: Running
  beforeAll(async () => {
    running = await startTenantry(engine, { roles, superAdmins: [root.email] })
  })
  afterAll(() => running.stop())

  const get = (by: { email: string }, organizationId: string) =>
    running.as(by).organizations.get({ params: { organizationId } })
  type Body = NonNullable<Input<typeof contract.organizations.update>['body']>
  const update = (by: { email: string }, organizationId: string, body: Body) =>
    running.as(by).organizations.update({ params: { organizationId }, body })
  const remove = (by: { email: string }, organizationId: string) =>
    running.as(by).organizations.remove({ params: { organizationId } })

  /** The status and the whole body of an answer, to be compared. */
  async function raw(by: { email: string }, method: string, path: string, body?: object) {
    const headers = { authorization: `Bearer ${await running.token(by)}`, 'content-type': 'application/json' }
    const response = await running.send(path, { method, headers, ...(body && { body: JSON.stringify(body) }) })
    return [response.status, await response.text()]
  }

  test('shows itself to each member, with what the role permits and which roles it may give', async () => {
    const { organizationId, admin, manager, employee } = await staff(
      running,
      'shown',
      { manager: 'manager', employee: 'employee' },
      { seats: 7 },
    )
    const shown = await get(admin, organizationId)
    expect(shown.organization).toEqual({
      id: organizationId,
      name: 'shown',
      slug: 'shown',
      google_domain: null,
      country_code: 'PL',
      logo_url: null,
      members: 3,
      active_members: 3,
      seats: 7,
      created_at: running.now().toISOString(),
    })
    expect([shown.role, shown.permissions]).toEqual(['admin', defaultRoles[0].permissions])
    const grantable = async (by: { email: string }) =>
      (await get(by, organizationId)).roles.filter((role) => role.grantable).map(({ key }) => key)
    expect(await grantable(admin)).toEqual(['admin', 'editor', 'manager', 'employee'])
    expect(await grantable(manager)).toEqual(['manager', 'employee'])
    expect(await grantable(employee)).toEqual(['employee'])
    const isLast = async (by: { email: string }) => (await get(by, organizationId)).is_last_admin
    expect(await Promise.all([admin, manager, root].map(isLast))).toEqual([true, false, false])
    expect((await get(root, organizationId)).role).toBe('admin')
  })

  test('is the same to strangers as one that is not there, whatever they try', async () => {
    const { organizationId } = await staff(running, 'unseen', {})
    const { admin } = await staff(running, 'elsewhere', {})
    for (const [method, path, body] of [
      ['GET', ''],
      ['PATCH', '', { name: 'Taken over' }],
      ['DELETE', ''],
      ['GET', '/settings'],
      ['PATCH', '/settings', { locale: 'pl' }],
    ] as const) {
      const refused = await raw(admin, method, `/api/organizations/${organizationId}${path}`, body)
      expect(refused[0]).toBe(404)
      expect(await raw(admin, method, `/api/organizations/${uuidv7()}${path}`, body)).toEqual(refused)
      expect((await raw(admin, method, `/api/organizations/none${path}`, body))[0]).toBe(400)
    }
    expect(await running.rows(`SELECT name FROM organizations WHERE id = '${organizationId}'`)).toEqual([
      { name: 'unseen' },
    ])
  })

  test('changes what it is called and known by, and writes down what was before', async () => {
    const { organizationId, admin } = await staff(running, 'before', {})
    const body = {
      name: '  Afterwards ',
      slug: 'Afterwards',
      country_code: 'de',
      google_domain: 'Example.ORG',
      logo_url: 'https://example.org/logo.svg',
    }
    const { organization } = await update(admin, organizationId, body)
    const to = {
      name: 'Afterwards',
      slug: 'afterwards',
      country_code: 'DE',
      google_domain: 'example.org',
      logo_url: 'https://example.org/logo.svg',
    }
    expect(organization).toMatchObject({ id: organizationId, ...to, members: 1 })
    expect((await get(admin, organizationId)).organization).toEqual(organization)
    expect((await update(admin, organizationId, body)).organization).toEqual(organization)
    const from = { name: 'before', slug: 'before', country_code: 'PL', google_domain: null, logo_url: null }
    expect(await auditOf(running, organizationId)).toEqual([
      {
        organization_id: organizationId,
        action: 'organization.updated',
        actor_id: admin.id,
        target_type: 'organization',
        target_id: organizationId,
        data: { from, to },
        ip: '192.0.2.1',
      },
    ])
    const cleared = await update(admin, organizationId, { google_domain: null, logo_url: null })
    expect(cleared.organization).toMatchObject({ ...to, google_domain: null, logo_url: null })
  })

  test('changes for those alone whose role permits it', async () => {
    const { organizationId, editor, manager } = await staff(running, 'guarded', {
      editor: 'editor',
      manager: 'manager',
    })
    expect(await refusal(update(manager, organizationId, { name: 'Mine' }))).toEqual([403, 'NOT_AUTHORIZED'])
    expect((await update(editor, organizationId, { name: 'Edited' })).organization.name).toBe('Edited')
    expect(await refusal(remove(editor, organizationId))).toEqual([403, 'NOT_AUTHORIZED'])
    expect((await update(root, organizationId, { name: 'Rooted' })).organization.name).toBe('Rooted')
  })

  test('takes no slug of another, of whatever tenant, and none that the host needs', async () => {
    const { organizationId, admin } = await staff(running, 'wanting', {})
    await staff(running, 'wanted', {})
    expect(await refusal(update(admin, organizationId, { slug: 'wanted' }))).toEqual([409, 'ORGANIZATION_EXISTS'])
    expect(await refusal(update(admin, organizationId, { slug: 'settings' }))).toEqual([400, 'VALIDATION_FAILED'])
    expect((await get(admin, organizationId)).organization.slug).toBe('wanting')
    // A word that was reserved later stays with whoever had it.
    await running.rows(`UPDATE organizations SET slug = 'blog' WHERE id = '${organizationId}'`)
    expect((await update(admin, organizationId, { name: 'Blog', slug: 'blog' })).organization.name).toBe('Blog')
  })

  test.each<[what: string, body: object]>([
    ['nothing', {}],
    ['a name of one letter', { name: 'A' }],
    ['a name of 101 letters', { name: 'A'.repeat(101) }],
    ['a slug that is none', { slug: 'not a slug' }],
    ['no slug', { slug: null }],
    ['a country that is none', { country_code: 'XX' }],
    ['a domain that is none', { google_domain: 'localhost' }],
    ['seats of its own choice', { name: 'Fine', seats: 9 }],
    ['a logo over http', { logo_url: 'http://example.org/logo.png' }],
    ['a logo on this machine', { logo_url: 'https://localhost/logo.png' }],
    ['a logo at an address in a private network', { logo_url: 'https://169.254.169.254/latest' }],
    ['a logo on another port', { logo_url: 'https://example.org:8443/logo.png' }],
    ['a logo with a password', { logo_url: 'https://ada:secret@example.org/logo.png' }],
    ['a logo of an inner host', { logo_url: 'https://logo.internal/logo.png' }],
    ['a logo in the address itself', { logo_url: 'data:image/png;base64,AAAA' }],
    ['a logo with an endless address', { logo_url: `https://example.org/${'a'.repeat(2048)}` }],
  ])('refuses %s', async (what, body) => {
    const { organizationId, admin } = await staff(running, `refused-${digest(what)}`, {})
    expect(await refusal(update(admin, organizationId, body))).toEqual([400, 'VALIDATION_FAILED'])
    expect(await auditOf(running, organizationId)).toEqual([])
  })

  test('is deleted with all that belongs to it, by an admin, and only a note of that stays', async () => {
    const { organizationId, admin, manager } = await staff(running, 'deleted', { manager: 'manager' })
    const home = await foundOrganization(running, manager, 'home-of-manager')
    const params = { organizationId }
    await running.as(admin).teams.create({ params, body: { name: 'Team' } })
    await invite(running, admin, organizationId, 'invited@example.org')
    expect(await refusal(remove(manager, organizationId))).toEqual([403, 'NOT_AUTHORIZED'])
    expect(await remove(admin, organizationId)).toEqual({ success: true })

    expect(await refusal(get(admin, organizationId))).toEqual([404, 'ORGANIZATION_NOT_FOUND'])
    expect(await refusal(remove(admin, organizationId))).toEqual([404, 'ORGANIZATION_NOT_FOUND'])
    for (const table of ['user_organizations', 'teams', 'invitations', 'organization_settings', 'audit_events'])
      expect(await running.rows(`SELECT * FROM ${table} WHERE organization_id = '${organizationId}'`)).toEqual([])
    expect(await auditOf(running, organizationId)).toEqual([
      {
        organization_id: null,
        action: 'organization.deleted',
        actor_id: admin.id,
        target_type: 'organization',
        target_id: organizationId,
        data: { name: 'deleted', slug: 'deleted' },
        ip: '192.0.2.1',
      },
    ])
    expect((await running.as(manager).organizations.status()).defaultOrganization?.id).toBe(home)
    expect((await running.as(admin).organizations.status()).scenario).toBe('no_invitations')
    expect(await running.rows(violations)).toEqual([])
  })

  test('has settings, that its members see and its admins change', async () => {
    const { organizationId, admin, employee } = await staff(running, 'settled', { employee: 'employee' }, { seats: 9 })
    const params = { organizationId }
    const settings = (by: { email: string }) => running.as(by).organizations.settings({ params })
    const change = (by: { email: string }, body: object) =>
      running.as(by).organizations.updateSettings({ params, body })
    const before = { require_google_domain: false, member_limit: 9, locale: 'en' }
    const locales = ['en', 'pl']
    expect(await settings(employee)).toEqual({ settings: before, locales })
    expect(await refusal(change(employee, { locale: 'pl' }))).toEqual([403, 'NOT_AUTHORIZED'])
    expect(await change(admin, { locale: 'pl' })).toEqual({ success: true, settings: { ...before, locale: 'pl' } })
    expect(await settings(admin)).toEqual({ settings: { ...before, locale: 'pl' }, locales })

    for (const body of [
      {},
      { locale: 'xx' },
      { locale: 'en-GB' },
      { member_limit: 99 },
      { require_google_domain: null },
    ])
      expect(await refusal(change(admin, body))).toEqual([400, 'VALIDATION_FAILED'])
    expect(await refusal(change(admin, { require_google_domain: true }))).toEqual([400, 'VALIDATION_FAILED'])
    await update(admin, organizationId, { google_domain: 'example.org' })
    await change(admin, { require_google_domain: true })
    expect((await settings(admin)).settings.require_google_domain).toBe(true)
    expect(await refusal(update(admin, organizationId, { google_domain: null }))).toEqual([400, 'VALIDATION_FAILED'])
    const written = (await auditOf(running, organizationId)).filter(({ action }) => action.endsWith('settings_updated'))
    expect(written[0]).toMatchObject({
      organization_id: organizationId,
      actor_id: admin.id,
      data: {
        from: { require_google_domain: false, locale: 'en' },
        to: { require_google_domain: false, locale: 'pl' },
      },
      ip: '192.0.2.1',
    })
    expect(written).toHaveLength(2)
  })
})

const digest = (text: string) => text.replace(/[^a-z0-9]+/g, '-')
