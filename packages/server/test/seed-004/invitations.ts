import type { ListedInvitation } from '@tenantry/core/users'
import { expect } from 'vitest'
import { changesNothing, count } from '../seed-003/proofs.ts'
import { fields, isRefused, once } from './proofs.ts'
import { type Place, root, section, type World } from './world.ts'

const emails = ({ body }: { body: unknown }) => (body as readonly ListedInvitation[]).map(({ email }) => email)

const sample = once(async (world) => {
  const place = await world.organization()
  const invitation = await world.invited(place)
  const answer = await world.send('GET', place.invitations, { as: place.admin })
  const [shown] = answer.body as readonly ListedInvitation[]
  if (!shown) throw new Error(`Not listed: ${answer.text}`)
  const [named] = await world.rows<{ name: string }>(`SELECT name FROM organizations WHERE id = '${place.id}'`)
  return { shown, place, ...invitation, name: named?.name, now: world.running.now().toISOString() }
})

/** Who may, and who may not, do something with the invitations of a place. */
async function isForAdmins(world: World, act: (as: typeof root, place: Place) => Promise<{ status: number }>) {
  const place = await world.organization()
  const [employee, manager] = [await world.member(place), await world.member(place, 'manager')]
  const outsider = (await world.organization()).admin
  expect((await act(employee, place)).status).toBe(403)
  expect((await act(manager, place)).status).toBe(403)
  expect((await act(outsider, place)).status).toBe(404)
  expect((await act(place.admin, place)).status).toBe(200)
  expect((await act(root, place)).status).toBe(200)
}

/** What holds for both ways to change an invitation. */
async function pathIsInteger(world: World, method: string, end: string) {
  const place = await world.organization()
  const { number } = await world.invited(place)
  const at = (id: string | number) =>
    world.send(method, `/api/v1/organizations/${id}/invitations/${number}${end}`, { as: place.admin })
  isRefused(await at('abc'), 400, 'VALIDATION_FAILED')
  isRefused(await at(2147483647), 404, 'ORGANIZATION_NOT_FOUND')
  const elsewhere = await world.organization(place.admin)
  isRefused(await at(elsewhere.number), 404, 'INVITATION_NOT_FOUND')
}

async function idIsInteger(world: World, method: string, end: string) {
  const [place, other] = [await world.organization(), await world.organization()]
  const foreign = await world.invited(other)
  const of = (id: string | number) => world.send(method, `${place.invitations}/${id}${end}`, { as: place.admin })
  isRefused(await of('abc'), 400, 'VALIDATION_FAILED')
  isRefused(await of(2147483647), 404, 'INVITATION_NOT_FOUND')
  isRefused(await of(foreign.number), 404, 'INVITATION_NOT_FOUND')
}

export const listInvitations = section('List Organization Invitations', [
  [
    'GET `/api/v1/organizations/{organization_id}/invitations`: all pending invitations for the organization',
    async (world) => {
      const { organization, invited, send, advance, running } = world
      const place = await organization()
      const over = await invited(place)
      advance(8 * 86_400_000)
      const [first, second, done] = [await invited(place), await invited(place), await invited(place)]
      await running.as(done.who).invitations.accept({ body: { invitation_id: done.id } })
      const answer = await send('GET', place.invitations, { as: place.admin })
      // The newest first; what ran out waits no more.
      expect(emails(answer)).toEqual([second.who.email, first.who.email])
      expect(answer.text).not.toContain(over.who.email)
    },
  ],
  [
    '`organization_id` (path, integer)',
    async ({ send, organization }) => {
      const { admin } = await organization()
      isRefused(await send('GET', '/api/v1/organizations/abc/invitations', { as: admin }), 400, 'VALIDATION_FAILED')
      const nowhere = await send('GET', '/api/v1/organizations/2147483647/invitations', { as: admin })
      isRefused(nowhere, 404, 'ORGANIZATION_NOT_FOUND')
    },
  ],
  [
    '`skip` (query, integer, optional): Pagination offset (default: 0)',
    async ({ organization, invited, send }) => {
      const place = await organization()
      const [first, second] = [await invited(place), await invited(place)]
      const list = (query: string) => send('GET', place.invitations + query, { as: place.admin })
      expect(emails(await list(''))).toEqual([second.who.email, first.who.email])
      expect(emails(await list('?skip=1'))).toEqual([first.who.email])
      expect(emails(await list('?skip=2'))).toEqual([])
      isRefused(await list('?skip=-1'), 400, 'VALIDATION_FAILED')
      isRefused(await list('?skip=10001'), 400, 'VALIDATION_FAILED')
    },
  ],
  [
    '`limit` (query, integer, optional): Maximum results (default: 100)',
    async ({ organization, invited, send, rows, userRow }) => {
      const place = await organization()
      await invited(place)
      const sender = await userRow(place.admin)
      await rows(`INSERT INTO invitations (id, organization_id, email, role, token_hash, invited_by, expires_at, created_at, updated_at)
        SELECT gen_random_uuid(), '${place.id}', 'many-' || n || '@example.com', 'employee', gen_random_uuid()::text, '${sender?.id}',
          now() + interval '100 years', now(), now() FROM generate_series(1, 110) n`)
      const list = (query = '') => send('GET', place.invitations + query, { as: place.admin })
      expect(emails(await list())).toHaveLength(100)
      expect(emails(await list('?skip=100'))).toHaveLength(11)
      expect(emails(await list('?limit=3'))).toHaveLength(3)
      isRefused(await list('?limit=101'), 400, 'VALIDATION_FAILED')
    },
  ],
  [
    '`status` (query, string, optional): Filter by invitation status',
    async (world) => {
      const { organization, invited, send, advance, running } = world
      const place = await organization()
      const expired = await invited(place)
      advance(8 * 86_400_000)
      const [pending, accepted, declined, revoked] = [
        await invited(place),
        await invited(place),
        await invited(place),
        await invited(place),
      ]
      await running.as(accepted.who).invitations.accept({ body: { invitation_id: accepted.id } })
      await running.as(declined.who).invitations.decline({ body: { invitation_id: declined.id } })
      await send('DELETE', `${place.invitations}/${revoked.number}`, { as: place.admin })
      const each = { pending, accepted, declined, revoked, expired }
      for (const [status, { who }] of Object.entries(each)) {
        const answer = await send('GET', `${place.invitations}?status=${status}`, { as: place.admin })
        expect(answer.body, status).toMatchObject([{ email: who.email, status }])
      }
      isRefused(await send('GET', `${place.invitations}?status=made-up`, { as: place.admin }), 400, 'VALIDATION_FAILED')
    },
  ],
  [
    'Permissions: Organization Admin or Super Admin',
    (world) => isForAdmins(world, (as, place) => world.send('GET', place.invitations, { as })),
  ],
  ...fields(sample, {
    id: ({ number }) => number,
    email: ({ who }) => who.email,
    role: () => 'standard_user',
    status: () => 'pending',
    invited_at: ({ now }) => now,
    invited_by: ({ place }) => place.admin.email,
    organization_id: ({ place }) => place.number,
    organization_name: ({ name }) => name,
  }),
])

export const resendInvitation = section('Resend Invitation', [
  [
    'POST `/api/v1/organizations/{organization_id}/invitations/{invitation_id}/resend`: an invitation email to a pending user',
    async (world) => {
      const { organization, invited, send, running, advance, mailTo, rows } = world
      const place = await organization()
      const { who, number, id } = await invited(place)
      await mailTo(who.email)
      const hash = async () =>
        (await rows<{ token_hash: string }>(`SELECT token_hash FROM invitations WHERE id = '${id}'`))[0]
      const before = await hash()
      const mails = () => running.mails().filter(({ to }) => to === who.email).length
      const sent = mails()
      const resend = () => send('POST', `${place.invitations}/${number}/resend`, { as: place.admin })
      // Once a minute, as everywhere.
      const hasty = await resend()
      isRefused(hasty, 429, 'RATE_LIMITED')
      expect(hasty.headers.get('retry-after')).toBe('60')
      advance(60_000)
      expect((await resend()).status).toBe(200)
      await expect.poll(mails, { timeout: 10_000 }).toBe(sent + 1)
      // The link before ends.
      expect(await hash()).not.toEqual(before)
    },
  ],
  ['`organization_id` (path, integer)', (world) => pathIsInteger(world, 'POST', '/resend')],
  [
    '`invitation_id` (path, integer): Invitation/User ID',
    async (world) => {
      await idIsInteger(world, 'POST', '/resend')
      const place = await world.organization()
      const { id, who, number } = await world.invited(place)
      world.advance(60_000)
      await world.running.as(who).invitations.accept({ body: { invitation_id: id } })
      isRefused(
        await world.send('POST', `${place.invitations}/${number}/resend`, { as: place.admin }),
        400,
        'INVITATION_USED',
      )
    },
  ],
  [
    'Permissions: Organization Admin or Super Admin',
    (world) =>
      isForAdmins(world, async (as, place) => {
        const { number } = await world.invited(place)
        world.advance(60_000)
        return world.send('POST', `${place.invitations}/${number}/resend`, { as })
      }),
  ],
  [
    'Response: "message": "Invitation resent to invited@example.com"',
    async (world) => {
      const place = await world.organization()
      const { who, number } = await world.invited(place)
      world.advance(60_000)
      const answer = await world.send('POST', `${place.invitations}/${number}/resend`, { as: place.admin })
      expect(answer.body).toEqual({ message: `Invitation resent to ${who.email}` })
    },
  ],
])

export const cancelInvitation = section('Cancel Invitation', [
  [
    'DELETE `/api/v1/organizations/{organization_id}/invitations/{invitation_id}`: Cancel a pending invitation',
    async (world) => {
      const { organization, invited, send, running } = world
      const place = await organization()
      const { who, number, id } = await invited(place)
      expect((await send('DELETE', `${place.invitations}/${number}`, { as: place.admin })).status).toBe(200)
      expect(await count(world, `invitations WHERE id = '${id}' AND status = 'revoked'`)).toBe(1)
      const accept = running.as(who).invitations.accept({ body: { invitation_id: id } })
      await expect(accept).rejects.toMatchObject({ code: 'INVITATION_REVOKED' })
    },
  ],
  ['`organization_id` (path, integer)', (world) => pathIsInteger(world, 'DELETE', '')],
  [
    '`invitation_id` (path, integer): Invitation/User ID',
    async (world) => {
      await idIsInteger(world, 'DELETE', '')
      const place = await world.organization()
      const { number } = await world.invited(place)
      const cancel = () => world.send('DELETE', `${place.invitations}/${number}`, { as: place.admin })
      await cancel()
      await changesNothing(world, async () => isRefused(await cancel(), 400, 'INVITATION_REVOKED'))
    },
  ],
  [
    'Permissions: Organization Admin or Super Admin',
    (world) =>
      isForAdmins(world, async (as, place) => {
        const { number } = await world.invited(place)
        return world.send('DELETE', `${place.invitations}/${number}`, { as })
      }),
  ],
  [
    'Response: "message": "Invitation cancelled for invited@example.com"',
    async (world) => {
      const place = await world.organization()
      const { who, number } = await world.invited(place)
      const answer = await world.send('DELETE', `${place.invitations}/${number}`, { as: place.admin })
      expect(answer.body).toEqual({ message: `Invitation cancelled for ${who.email}` })
    },
  ],
])
