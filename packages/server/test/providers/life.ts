import { createClient, isTenantryError } from '@tenantry/core'
import { usersContract } from '@tenantry/core/users'
import { expect } from 'vitest'
import type { openSite } from './open-site.ts'

type Open = Awaited<ReturnType<typeof openSite>>

/** How each step ended: `done`, or the code and status of the failure. */
export type Story = Record<string, string>

/**
 * Founds an organization, invites somebody, lets them accept, adds a person, changes, removes and deletes: each step as far as the one
 * before allows, whatever the provider makes of it.
 */
export async function live({ running, person }: Open): Promise<Story> {
  const story: Story = {}
  const [ada, ben] = [person('ada@example.com'), person('ben@example.com')]

  async function step<T>(name: string, work: () => Promise<T>): Promise<T | null> {
    try {
      const value = await work()
      story[name] = 'done'
      return value
    } catch (error) {
      if (!isTenantryError(error)) throw error
      story[name] = `${error.code} ${error.status}`
      return null
    }
  }

  const founded = await step('found', () => ada.client.organizations.create({ body: { name: 'Acme', slug: 'acme' } }))
  if (!founded) return story
  const params = { organizationId: founded.organization.id }

  // Until the provider was told, or refused what it was told.
  const settled = (name: string) =>
    step(name, async () => {
      const look = async () => (await ada.client.sync.get({ params })).sync
      await expect
        .poll(async () => look().then(({ waiting, error }) => waiting === 0 || error !== null), { timeout: 30_000 })
        .toBe(true)
      const { status, error } = await look()
      story[`sync after ${name}`] = error ? `${status}: ${error}` : status
    })

  await settled('founding')
  const invitations = [{ email: ben.email, role: 'employee' }]
  const invited = await step('invite', () => ada.client.invitations.create({ params, body: { invitations } }))
  const invitation_id = invited?.results[0]?.invitation?.id ?? ''
  const joined = await step('accept', () => ben.client.invitations.accept({ body: { invitation_id } }))
  await settled('joining')

  const people = createClient({ contract: usersContract, baseURL: running.url, getToken: ada.getToken })
  await step('add', () =>
    people.users.create({
      body: {
        email: 'cleo@example.com',
        full_name: 'Cleo Example',
        password: 'a made-up passphrase',
        username: 'cleo',
      },
    }),
  )
  await settled('adding')

  const { members } = await ada.client.members.list({ params })
  const userId = members.find((member) => member.email === ben.email)?.user_id ?? ''
  if (joined) {
    await step('promote', () => ada.client.members.update({ params: { ...params, userId }, body: { role: 'manager' } }))
    await step('remove', () => ada.client.members.remove({ params: { ...params, userId } }))
  }
  await step('rename', () => ada.client.organizations.update({ params, body: { name: 'Acme II' } }))
  await step('retry', () => ada.client.sync.retry({ params }))
  await settled('renaming')
  await step('delete', () => ada.client.organizations.remove({ params }))
  return story
}
