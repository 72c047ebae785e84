import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { engines, foundOrganization, invite, type Running, startTenantry } from './start-tenantry.ts'

const password = 'a made-up passphrase'
// The founder's own address is elsewhere: that is no reason to lock the founder out.
const founder = { email: 'founder@example.com' }

describe.each(engines)('an organization that requires its domain, on %s', (engine) => {
  let running: Running
  let organizationId: string
  beforeAll(async () => {
    running = await startTenantry(engine)
    const body = { name: 'Required', slug: 'required', google_domain: 'Example.ORG', require_google_domain: true }
    organizationId = (await running.as(founder).organizations.create({ body })).organization.id
  })
  afterAll(async () => {
    expect(running.faults).toEqual([])
    await running.stop()
  })

  const inviteAll = (emails: readonly string[]) => {
    const invitations = emails.map((email) => ({ email, role: 'employee' }))
    return running.as(founder).invitations.create({ params: { organizationId }, body: { invitations } })
  }

  /** Founds an organization, invites somebody with another domain, and then requires one. */
  async function requiredAfterwards(slug: string, email: string) {
    const organization = await foundOrganization(running, founder, slug)
    const id = await invite(running, founder, organization, email)
    await running.rows(`UPDATE organizations SET google_domain = 'example.org' WHERE id = '${organization}'`)
    const require = 'UPDATE organization_settings SET require_google_domain = true'
    await running.rows(`${require} WHERE organization_id = '${organization}'`)
    return id
  }

  const untouched = async (id: string) =>
    expect(
      await running.rows(`SELECT i.status, m.id FROM invitations i LEFT JOIN user_organizations m ON m.invitation_id = i.id
        WHERE i.id = '${id}'`),
    ).toEqual([{ status: 'pending', id: null }])

  test('keeps its founder, whose address is elsewhere', async () => {
    const { organizations } = await running.as(founder).organizations.status()
    expect(organizations).toMatchObject([{ role: 'admin', joined_via: 'created' }])
  })

  test('invites its own people, and says of the others why not', async () => {
    const { results } = await inviteAll(['in@example.org', 'out@example.net', 'sub@sub.example.org', founder.email])
    expect(results.map(({ status, code }) => [status, code])).toEqual([
      ['invited', undefined],
      ['skipped', 'DOMAIN_REQUIRED'],
      ['skipped', 'DOMAIN_REQUIRED'],
      ['skipped', 'MEMBERSHIP_EXISTS'],
    ])
    const body = { invitation_id: results[0]?.invitation?.id ?? '' }
    expect((await running.as({ email: 'in@example.org' }).invitations.accept({ body })).user_role).toBe('employee')
  })

  test('refuses who was invited before it required its domain', async () => {
    const id = await requiredAfterwards('later', 'early@example.net')
    const accepting = running.as({ email: 'early@example.net' }).invitations.accept({ body: { invitation_id: id } })
    await expect(accepting).rejects.toMatchObject({ status: 403, code: 'DOMAIN_REQUIRED' })
    await untouched(id)
  })

  test('makes no account for who was invited before it required its domain', async () => {
    const id = await requiredAfterwards('later-by-link', 'link@example.net')
    const body = { token: await running.tokenFor('link@example.net'), password, confirmPassword: password }
    const signingUp = running.as(null).auth.signupWithInvitation({ body })
    await expect(signingUp).rejects.toMatchObject({ status: 400, code: 'DOMAIN_REQUIRED' })
    await untouched(id)
    const accounts = `SELECT id FROM users WHERE email = 'link@example.net'
      UNION ALL SELECT NULL FROM auth."user" WHERE email = 'link@example.net'`
    expect(await running.rows(accounts)).toEqual([])
  })

  test('offers nothing to people of another domain that it proved', async () => {
    const another = `'${organizationId}', 'another.example', 'dns', now(), now())`
    await running.rows(`INSERT INTO organization_domains (id, organization_id, domain, verified_by, verified_at, created_at)
      VALUES (gen_random_uuid(), ${another}`)
    const person = running.as({ email: 'person@another.example' })
    expect((await person.organizations.joinable()).organizations).toEqual([])
    const joining = person.organizations.join({ params: { organizationId } })
    await expect(joining).rejects.toMatchObject({ code: 'ORGANIZATION_NOT_FOUND' })
  })
})
