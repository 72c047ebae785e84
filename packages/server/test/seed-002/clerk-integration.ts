import { expect } from 'vitest'
import { count } from '../seed-003/proofs.ts'
import { adminsOnly, answer, invite } from './proofs.ts'
import { section } from './world.ts'

export const clerkIntegration = section('Clerk Integration', [
  [
    "Use Clerk's Organizations API to create organization [the provider port has no organizations: nothing is created elsewhere]",
    async (world) => {
      const { _id, clerkOrgId } = await world.found(world.person())
      expect(clerkOrgId).toBe(_id)
    },
  ],
  [
    'Store Clerk org ID in MongoDB [it is the primary key]',
    async (world) => {
      const { clerkOrgId } = await world.found(world.person())
      expect(await count(world, `organizations WHERE id = '${clerkOrgId}'`)).toBe(1)
    },
  ],
  [
    'Add creator as admin member in Clerk [in the one place where members are]',
    async (world) => {
      const admin = world.person()
      const { clerkOrgId } = await world.found(admin)
      expect(await world.rolesIn(clerkOrgId, admin)).toEqual({ [admin.sub]: 'admin' })
    },
  ],
  [
    "Use Clerk's invitation system for email delivery [the own mailer, until a provider delivers]",
    async (world) => {
      const { person } = await world.invited()
      expect(await world.running.tokenFor(person.email)).toHaveLength(43)
    },
  ],
  [
    'Store invitation metadata in MongoDB',
    async (world) => {
      const { invite: sent, person } = await world.invited()
      expect(
        await world.rows(`SELECT i.email, i.role, u.email AS inviter FROM invitations i JOIN users u ON u.id = i.invited_by
          WHERE i.id = '${sent._id}'`),
      ).toMatchObject([{ email: person.email, role: 'employee', inviter: expect.stringMatching(/^john-/) }])
    },
  ],
  [
    'Clerk handles email templates and delivery [the own templates, and how far the mail has come]',
    async (world) => {
      const { person, invite: sent } = await world.invited()
      await world.running.tokenFor(person.email)
      const mail = world.running.mails().find(({ to }) => to === person.email)
      expect([mail?.subject, mail?.html].join(' ')).toContain('My Karaoke Bar')
      expect(await count(world, `invitations WHERE id = '${sent._id}' AND delivery_status <> 'failed'`)).toBe(1)
    },
  ],
  [
    'Sync membership between Clerk and MongoDB [one place: both contracts read the same rows]',
    async (world) => {
      const { person, orgId } = await world.staffed()
      const { organizations } = await world.running.as(person).organizations.status()
      expect(organizations).toMatchObject([{ organization_id: orgId, role: 'employee' }])
    },
  ],
  [
    'Use Clerk for authentication and role checks [authentication by the issuer of the token, roles by the own rows]',
    async (world) => {
      const { admin, person, orgId } = await world.staffed()
      // The person is whom the issuer's subject names, not whom a claim of an address names.
      const impostor = { ...admin, sub: person.sub, email: person.email, name: 'John Doe', role: 'admin' }
      expect(answer(await invite(world, orgId, impostor))).toEqual(adminsOnly)
    },
  ],
  [
    'MongoDB for application-specific data',
    async (world) => {
      const logoUrl = 'https://example.com/logo.png'
      const { _id } = await world.found(world.person(), { logoUrl })
      expect(await world.rows(`SELECT logo_url FROM organizations WHERE id = '${_id}'`)).toEqual([
        { logo_url: logoUrl },
      ])
    },
  ],
])
