import { contract, type Endpoint } from '@tenantry/core'
import { expect } from 'vitest'
import { sweep } from '../../src/database/sweep.ts'
import { hashToken } from '../../src/tokens/secret-token.ts'
import { create } from './organization-form.ts'
import {
  changesNothing,
  count,
  failsInside,
  failsReading,
  invitationRow,
  membershipsOf,
  nowhere,
  outcomes,
  password,
  refuses,
  seenBy,
} from './proofs.ts'
import { signedUp } from './verify-email.ts'
import { section, type World } from './world.ts'

/** The endpoints that seed 003 describes; the others of the contract are extensions. */
const endpoints: readonly Endpoint[] = [
  contract.organizations.status,
  contract.organizations.create,
  contract.auth.signupWithInvitation,
  contract.auth.verifyEmail,
  contract.invitations.accept,
  contract.invitations.decline,
  contract.invitations.validateToken,
  contract.invitations.pending,
]

/** A correct request to every one of them, prepared as far as it goes. */
async function correctRequests(world: World) {
  const { person, id, token } = await world.invited()
  const value = await token()
  const form = { token: value, password, confirmPassword: password }
  const verification = await signedUp(world)
  const { send } = world
  return [
    () => send('GET', '/api/user/organization-status', { as: person }),
    () => create(world),
    () => send('POST', '/api/auth/signup-with-invitation', { body: form }),
    () => send('GET', `/api/auth/verify-email?token=${verification.token}`),
    () => send('POST', '/api/invitations/accept', { as: person, body: { invitation_id: id } }),
    () => send('POST', '/api/invitations/decline', { as: person, body: { invitation_id: id } }),
    () => send('GET', `/api/invitations/validate-token?token=${value}`),
    () => send('POST', '/api/dashboard/pending-invitations', { as: person }),
  ]
}

/** What the database answers in place of rows. */
async function databaseWithout(world: World, grant: string, act: () => Promise<void>) {
  await world.rows(`REVOKE ${grant} FROM tenantry_app`)
  await act().finally(() => world.rows(`GRANT ${grant} TO tenantry_app`))
}

export const testingRequirements = section('Testing Requirements', [
  [
    'Individual endpoint testing with mocked database responses',
    async (world) => {
      const requests = await correctRequests(world)
      // Every endpoint alone, before a database that refuses what it is asked.
      await databaseWithout(world, 'USAGE ON SCHEMA tenantry', () =>
        changesNothing(world, async () => {
          for (const send of requests) expect(await send()).toMatchObject({ status: 500, body: { code: 'INTERNAL' } })
        }),
      )
      expect(world.running.faults.splice(0).filter(Boolean)).toHaveLength(requests.length)
    },
  ],
  [
    'Validation logic testing for all input parameters',
    async (world) => {
      const wrong: readonly (readonly [path: string, fields: readonly string[]])[] = [
        ['/api/organizations', ['name', 'slug', 'google_domain', 'require_google_domain', 'country_code']],
        ['/api/auth/signup-with-invitation', ['token', 'password', 'confirmPassword']],
        ['/api/invitations/accept', ['invitation_id']],
        ['/api/invitations/decline', ['invitation_id', 'reason']],
      ]
      for (const [path, fields] of wrong) {
        const body = Object.fromEntries(fields.map((field) => [field, ['wrong']]))
        const answer = await world.send('POST', path, { as: world.person(), body })
        const { details } = answer.body as { details: { issues: { path: string[] }[] } }
        expect(details.issues.map((issue) => issue.path[0]).sort()).toEqual([...fields].sort())
      }
      for (const path of ['/api/invitations/validate-token', '/api/auth/verify-email'])
        expect((await world.send('GET', `${path}?token=wrong`)).status).toBe(400)
    },
  ],
  [
    'Error handling testing for each failure scenario',
    async ({ records }) => {
      // Whatever an endpoint says that can go wrong has gone wrong in the rows before this one.
      const declared = endpoints.flatMap(({ method, path, errors }) =>
        Object.entries(errors).map(([code, status]) => `${method} ${path} ${status} ${code}`),
      )
      const hostDecides = /(ORGANIZATION_FULL|CREATION_DISABLED|DOMAIN_REQUIRED|PROVIDER_UNAVAILABLE)$/
      expect(declared.filter((failure) => !records.seen.has(failure) && !hostDecides.test(failure))).toEqual([])
      expect(declared.length).toBeGreaterThan(25)
    },
  ],
  [
    'Token generation and validation testing',
    async (world) => {
      const invitations = [await world.invited(), await world.invited(), await world.invited()]
      const tokens = await Promise.all(invitations.map(({ token }) => token()))
      expect(new Set(tokens).size).toBe(3)
      for (const [index, token] of tokens.entries()) {
        expect(token).toMatch(/^[\w-]{43}$/)
        const { id = '' } = invitations[index] ?? {}
        expect((await invitationRow(world, id)).token_hash).toBe(await hashToken(token))
        expect((await world.as(null).invitations.validateToken({ query: { token } })).invitation.id).toBe(id)
      }
    },
  ],
  [
    'End-to-end onboarding flow testing for all four scenarios',
    async (world) => {
      const [linked, invited, founder] = [await world.invited(), await world.invited(), world.person()]
      const form = { token: await linked.token(), password, confirmPassword: password }
      const one = await world.as(null).auth.signupWithInvitation({ body: form })
      expect(one.organization.id).toBe(linked.organizationId)
      expect((await world.status(founder)).scenario).toBe('no_invitations')
      await world.found(founder)
      expect((await world.status(invited.person)).scenario).toBe('has_invitations')
      await world.accept(invited.person, invited.id)
      for (const who of [founder, invited.person]) expect((await world.status(who)).scenario).toBe('has_organizations')
      await world.invited({ person: invited.person })
      expect((await world.as(invited.person).invitations.pending()).count).toBe(1)
    },
  ],
  [
    'Database transaction testing (creation, rollback, consistency)',
    async (world) => {
      const founder = world.person()
      await failsInside(world, 'INSERT user_organizations', () => create(world, {}, founder))
      expect(await membershipsOf(world, founder)).toEqual([])
      const id = await world.found(founder)
      expect(await membershipsOf(world, founder)).toMatchObject([{ organization_id: id, is_default: true }])
    },
  ],
  [
    'Multi-user invitation acceptance testing',
    async (world) => {
      const admin = world.person('admin')
      const organizationId = await world.found(admin)
      const people = Array.from({ length: 8 }, () => world.person('colleague'))
      const body = { invitations: people.map(({ email }) => ({ email, role: 'employee' })) }
      const { results } = await world.as(admin).invitations.create({ params: { organizationId }, body })
      const acts = results.map(({ invitation }, index) => world.accept(people[index] ?? admin, invitation?.id ?? ''))
      expect(await outcomes(acts)).toEqual({ ok: 8 })
      expect(await count(world, `user_organizations WHERE organization_id = '${organizationId}'`)).toBe(9)
    },
  ],
  [
    'Concurrent operation testing (race conditions)',
    async (world) => {
      const { person, id } = await world.invited()
      const slug = world.slug('race')
      const creations = Array.from({ length: 4 }, () => create(world, { slug }, person))
      const acceptances = Array.from({ length: 4 }, () => world.accept(person, id).catch(() => null))
      const statuses = (await Promise.all(creations)).map(({ status }) => status)
      expect(statuses.sort()).toEqual([201, 409, 409, 409])
      expect((await Promise.all(acceptances)).filter(Boolean)).toHaveLength(1)
      const memberships = await membershipsOf(world, person)
      expect(memberships.filter(({ is_default }) => is_default)).toHaveLength(1)
      expect(memberships).toHaveLength(2)
    },
  ],
  [
    'Response format validation against specifications',
    async ({ records }) => {
      // Every row ends by asking that each answer in it fits the contract's schemas, unknown keys included; and they
      // held good answers of all eight endpoints.
      const succeeded = endpoints.filter(({ method, path, statuses = [200] }) =>
        records.seen.has(`${method} ${path} ${statuses[0]}`),
      )
      expect(succeeded).toHaveLength(8)
    },
  ],
  [
    'Error response consistency testing',
    async ({ records }) => {
      const failures = [...records.seen].filter((seen) => / [45]\d\d [A-Z_]+$/.test(seen))
      expect(failures.length).toBeGreaterThan(60)
      expect([...records.seen].filter((seen) => seen.endsWith('undefined'))).toEqual([])
    },
  ],
  [
    'Rate limiting behavior verification',
    async (world) => {
      const person = world.person()
      const answers = []
      for (let turn = 0; turn < 6; turn++) answers.push(await create(world, {}, person))
      expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201, 429])
      expect(answers[5]?.headers.get('retry-after')).toBe('3600')
    },
  ],
  [
    'Authentication and authorization testing',
    async (world) => {
      for (const { method, path, auth } of endpoints) {
        if (auth === 'public') continue
        expect((await world.send(method, path)).status, path).toBe(401)
        expect((await world.send(method, path, { headers: { authorization: 'Bearer nonsense' } })).status, path).toBe(
          401,
        )
      }
      const { id } = await world.invited()
      await refuses(world.accept(world.person(), id), 403, 'NOT_AUTHORIZED')
    },
  ],
  [
    'user_organizations constraint testing (is_default uniqueness)',
    async (world) => {
      const person = world.person()
      await world.found(person)
      const second =
        world.rows(`INSERT INTO user_organizations (id, user_id, organization_id, role, is_default, joined_via, created_at, updated_at)
        SELECT gen_random_uuid(), u.id, '${await world.found(world.person())}', 'employee', true, 'request', now(), now()
        FROM users u WHERE u.email = '${person.email}'`)
      await expect(second).rejects.toMatchObject({ code: '23505', constraint: 'user_organizations_one_default' })
    },
  ],
  [
    'Foreign key relationship integrity',
    async (world) => {
      const [first, second] = [await world.invited(), await world.found(world.person())]
      const foreignTeam = await world.team(second)
      const change = (what: string) => world.rows(`UPDATE invitations SET ${what} WHERE id = '${first.id}'`)
      await expect(change(`team_id = '${foreignTeam}'`)).rejects.toMatchObject({ code: '23503' })
      await expect(change(`invited_by = '${nowhere}'`)).rejects.toMatchObject({ code: '23503' })
    },
  ],
  [
    'RLS policy effectiveness testing',
    async (world) => {
      const { person, id, organizationId } = await world.invited()
      await world.status(person)
      const froms = ['organizations', 'invitations', `user_organizations WHERE organization_id = '${organizationId}'`]
      // Invited: the one organization and the one invitation, and nobody who is in there.
      expect(await seenBy(world, person, froms)).toEqual([1, 1, 0])
      await world.decline(person, id)
      await failsReading(world, 'invitations', () =>
        world.send('POST', '/api/dashboard/pending-invitations', { as: person }),
      )
    },
  ],
  [
    'Data cleanup and cascade deletion testing',
    async (world) => {
      const { admin, organizationId, person, id } = await world.invited()
      await create(world, { google_domain: 'acme.example' }, world.person())
      await world.team(organizationId)
      await world.accept(person, id)
      await world.invited({ admin, organizationId })
      await world.rows(`DELETE FROM organizations WHERE id = '${organizationId}'`)
      for (const table of [
        'user_organizations',
        'invitations',
        'teams',
        'organization_settings',
        'organization_domains',
      ])
        expect(await count(world, `${table} WHERE organization_id = '${organizationId}'`), table).toBe(0)
      expect((await world.status(person)).scenario).toBe('no_invitations')
      await world.rows(`DELETE FROM users WHERE email = '${person.email}'`)
      expect(await count(world, `identities WHERE subject = '${person.email}'`)).toBe(0)

      // What has run out goes, and what has not stays.
      const late = await world.invited()
      world.pass(38)
      const fresh = await world.invited()
      await sweep(world.running.database, world.running.now())
      const states = [await invitationRow(world, late.id), await invitationRow(world, fresh.id)]
      expect(states.map(({ status }) => status)).toEqual(['expired', 'pending'])
      expect(await count(world, `idempotency_keys WHERE expires_at <= '${world.running.now().toISOString()}'`)).toBe(0)
    },
  ],
])
