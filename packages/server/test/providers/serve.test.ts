import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@tenantry/core'
import { usersContract } from '@tenantry/core/users'
import { createDatabase } from '@tenantry/testing/database'
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from 'vitest'
import { serve } from '../serve-process.ts'
import { sites } from './sites.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tenantry-providers-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function open(name: keyof typeof sites, more: Readonly<Record<string, string>> = {}) {
  const site = await sites[name]()
  onTestFinished(() => site.served.stop())
  const database = await createDatabase(inject('postgresUrl'))
  const running = await serve(folder, { DATABASE_URL: database.url, ...site.environment, ...more })
  onTestFinished(async () => {
    await running.end('SIGTERM')
    await database.drop()
  })
  const person = (email: string) => {
    const subject = site.account(email)
    const getToken = () => site.token(subject)
    const client = createClient({ baseURL: running.url, getToken })
    return { email, client, getToken }
  }
  return { site, running, person }
}

// Each provider's own words for our roles; Supabase keeps people alone.
const roles = { kinde: ['admin', 'employee'], clerk: ['org:admin', 'org:member'], supabase: null } as const
const providers = ['kinde', 'clerk', 'supabase'] as const

test.each(providers)(
  'with %s, organizations are founded, people invited, added and removed, and each is to be seen there',
  { timeout: 60_000 },
  async (name) => {
    const { site, running, person } = await open(name)
    const [ada, ben] = [person('ada@example.com'), person('ben@example.com')]
    const [strong = '', weak = ''] = roles[name] ?? []
    const seen = (...held: readonly (readonly [email: string, role: string])[]) =>
      expect.poll(site.holds, { timeout: 10_000 }).toEqual(roles[name] ? { Acme: Object.fromEntries(held) } : {})

    const { organization } = await ada.client.organizations.create({ body: { name: 'Acme', slug: 'acme' } })
    const params = { organizationId: organization.id }
    await seen([ada.email, strong])

    const invitations = [{ email: ben.email, role: 'employee' }]
    const { results } = await ada.client.invitations.create({ params, body: { invitations } })
    await ben.client.invitations.accept({ body: { invitation_id: results[0]?.invitation?.id ?? '' } })
    await seen([ada.email, strong], [ben.email, weak])

    const people = createClient({ contract: usersContract, baseURL: running.url, getToken: ada.getToken })
    const email = 'cleo@example.com'
    await people.users.create({
      body: {
        email: 'cleo@example.com',
        full_name: 'Cleo Example',
        password: 'a made-up passphrase',
        username: 'cleo',
      },
    })
    if (email === null) throw new Error('a user without an address')
    expect(site.accounts()).toContain(email)
    await seen([ada.email, strong], [ben.email, weak], [email, weak])

    const { members } = await ada.client.members.list({ params })
    const userId = members.find((member) => member.email === ben.email)?.user_id ?? ''
    await ada.client.members.remove({ params: { ...params, userId } })
    await seen([ada.email, strong], [email, weak])
    const { waiting, error } = (await ada.client.sync.get({ params })).sync
    expect({ waiting, error }).toEqual({ waiting: 0, error: null })
  },
)
