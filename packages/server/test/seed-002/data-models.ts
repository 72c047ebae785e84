import { expect } from 'vitest'
import { UUID } from '../seed-003/proofs.ts'
import { field, MOMENT, once } from './proofs.ts'
import { section, type World } from './world.ts'

const logoUrl = 'https://example.com/logo.png'

const sample = once(async (world: World) => {
  const { client } = world
  const [admin, person] = [world.person('john'), world.person('jane')]
  const organization = await world.found(admin, { slug: world.slug('my-karaoke-bar'), logoUrl })
  const params = { orgId: organization._id }
  const invite = await client(admin).invitations.create({ params, body: { email: person.email, role: 'member' } })
  const [mine] = await client(person).invitations.mine()
  const members = await client(admin).members.list({ params })
  const [member] = members
  const created = world.now().toISOString()
  if (!mine || !member) throw new Error('The sample lacks its rows.')
  return { admin, person, organization, invite, mine, member, created }
})

type Facts = Awaited<ReturnType<typeof sample>>
const organization = (name: keyof Facts['organization'], expected: (facts: Facts) => unknown) =>
  field(sample, (facts) => facts.organization, name, expected)
const member = (name: keyof Facts['member'], expected: (facts: Facts) => unknown) =>
  field(sample, (facts) => facts.member, name, expected)
const invite = (name: keyof Facts['mine'], expected: (facts: Facts) => unknown) =>
  field(sample, (facts) => facts.mine, name, expected)

export const overview = section('Overview', [
  [
    'Organizations allow admins to manage karaoke events, with support for multi-tenancy, invitations, and role-based access control.',
    async (world) => {
      const { admin, person, orgId } = await world.staffed()
      expect(await world.rolesIn(orgId, admin)).toEqual({ [admin.sub]: 'admin', [person.sub]: 'member' })
      const other = await world.found(world.person('other'))
      expect(await world.client(admin).organizations.mine()).toHaveLength(1)
      await expect(world.client(admin).organizations.get({ params: { orgId: other._id } })).rejects.toMatchObject({
        status: 403,
      })
    },
  ],
])

export const organizationModel = section('Organization', [
  ['_id: string', organization('_id', () => UUID)],
  [
    'clerkOrgId: string // Clerk organization ID [the embedded provider keeps no organizations: it is the own id]',
    organization('clerkOrgId', ({ organization }) => organization._id),
  ],
  ['name: string // Organization name', organization('name', () => 'My Karaoke Bar')],
  ['slug: string // URL-friendly slug (unique)', organization('slug', () => /^my-karaoke-bar-[\d-]+$/)],
  ['logoUrl?: string // Optional logo URL', organization('logoUrl', () => logoUrl)],
  ['createdBy: string // Clerk user ID of creator', organization('createdBy', ({ admin }) => admin.sub)],
  ['createdAt: string // ISO 8601 timestamp', organization('createdAt', ({ created }) => created)],
  [
    'updatedAt: string // ISO 8601 timestamp',
    async (world) => {
      const { organization, admin, created } = await sample(world)
      expect(organization.updatedAt).toBe(created)
      await world.rows(`UPDATE organizations SET updated_at = '2026-12-24T12:00:00Z' WHERE id = '${organization._id}'`)
      const later = await world.client(admin).organizations.get({ params: { orgId: organization._id } })
      expect(later).toEqual({ ...organization, updatedAt: '2026-12-24T12:00:00.000Z' })
    },
  ],
])

export const memberModel = section('OrganizationMember', [
  ['userId: string // MongoDB user ID', member('userId', () => UUID)],
  ['clerkUserId: string // Clerk user ID', member('clerkUserId', ({ admin }) => admin.sub)],
  [
    "role: 'admin' | 'member' // Member role",
    async (world) => {
      const { admin, orgId } = await world.invited()
      const join = async (role: string) => {
        const person = world.person(role)
        const email = person.email
        const answer = await world.running
          .as(admin)
          .invitations.create({ params: { organizationId: orgId }, body: { invitations: [{ email, role }] } })
        await world.accept(person, answer.results[0]?.invitation?.id ?? '')
        return person.sub
      }
      const [chief, manager, employee] = [await join('admin'), await join('manager'), await join('employee')]
      expect(await world.rolesIn(orgId, admin)).toEqual({
        [admin.sub]: 'admin',
        [chief]: 'admin',
        [manager]: 'member',
        [employee]: 'member',
      })
    },
  ],
  ['joinedAt: string // ISO 8601 timestamp', member('joinedAt', ({ created }) => created)],
  [
    'user?: User // Populated user object (optional)',
    member('user', ({ member, admin }) => ({
      _id: member.userId,
      clerkId: admin.sub,
      email: admin.email,
      firstName: 'John',
      lastName: 'Doe',
      displayName: 'John Doe',
    })),
  ],
])

export const inviteModel = section('OrganizationInvite', [
  ['_id: string', invite('_id', ({ invite }) => invite._id)],
  ['orgId: string // Organization ID', invite('orgId', ({ organization }) => organization._id)],
  ['email: string // Invitee email', invite('email', ({ person }) => person.email)],
  ["role: 'admin' | 'member' // Invited role", invite('role', () => 'member')],
  ['invitedBy: string // Clerk user ID of inviter', invite('invitedBy', ({ admin }) => admin.sub)],
  [
    'clerkInviteId?: string // Clerk invitation ID (if using Clerk invites) [the embedded provider sends none: absent]',
    async (world) => expect((await sample(world)).invite).not.toHaveProperty('clerkInviteId'),
  ],
  [
    "status: 'pending' | 'accepted' | 'revoked'",
    async (world) => {
      const { admin, orgId, invite: waiting } = await world.invited()
      const { client } = world
      const taken = await world.staffed({ admin, orgId })
      const withdrawn = await world.invited({ admin, orgId })
      await client(admin).invitations.revoke({ params: { inviteId: withdrawn.invite._id } })
      const declined = await world.invited({ admin, orgId })
      await client(declined.person).invitations.decline({ params: { inviteId: declined.invite._id } })
      const found = await world.listed(admin, orgId)
      expect(Object.fromEntries(found.map(({ _id, status }) => [_id, status]))).toEqual({
        [waiting._id]: 'pending',
        [taken.invite._id]: 'accepted',
        [withdrawn.invite._id]: 'revoked',
        [declined.invite._id]: 'revoked',
      })
    },
  ],
  [
    'expiresAt: string // ISO 8601 timestamp (e.g., 7 days from creation)',
    async (world) => {
      const { mine } = await sample(world)
      expect(mine.expiresAt).toMatch(MOMENT)
      expect(Date.parse(mine.expiresAt) - Date.parse(mine.createdAt)).toBe(7 * 86_400_000)
    },
  ],
  ['createdAt: string // ISO 8601 timestamp', invite('createdAt', ({ created }) => created)],
  [
    'organization?: Organization // Populated org object (optional)',
    invite('organization', ({ organization: { _id, name, slug } }) => ({ _id, name, slug, logoUrl })),
  ],
  [
    'inviter?: User // Populated inviter object (optional)',
    invite('inviter', ({ member, admin }) => ({ _id: member.userId, displayName: 'John Doe', email: admin.email })),
  ],
])
