import { expect, test, vi } from 'vitest'
import { createClient } from '../client/client.ts'
import { mockFetch } from './fetch.ts'
import { mockHandlers } from './mocks.ts'
import { mockSession } from './session.ts'

const ada = { email: 'ada@example.com', emailVerified: true, name: 'Ada Example' }
const joined = { success: true, status: 'joined', organization: { id: crypto.randomUUID(), name: 'Acme' } } as const
const baseURL = 'https://app.example.com'
const params = { organizationId: joined.organization.id }

test('a client is answered without a server', async () => {
  const client = createClient({ baseURL, fetch: mockFetch(mockHandlers({ organizations: { join: joined } })) })
  expect(await client.organizations.join({ params })).toEqual(joined)
})

test('a connection breaks when it is told to', async () => {
  const client = createClient({
    baseURL,
    fetch: mockFetch(mockHandlers({ organizations: { join: 'NETWORK_FAILED' } })),
  })
  await expect(client.organizations.join({ params })).rejects.toMatchObject({ code: 'NETWORK_FAILED' })
})

test('what has no reply fails as a connection does, and a warning says which', async () => {
  const warned = vi.spyOn(console, 'warn').mockImplementation(() => {})
  const client = createClient({ baseURL, fetch: mockFetch([]) })
  await expect(client.organizations.status()).rejects.toMatchObject({ code: 'NETWORK_FAILED' })
  expect(warned).toHaveBeenCalledExactlyOnceWith(`There is no reply for GET ${baseURL}/api/user/organization-status.`)
  warned.mockRestore()
})

test('a session tells who comes and goes', async () => {
  const session = mockSession(ada)
  const seen: (string | null)[] = []
  const stop = session.subscribe(async () => seen.push((await session.getUser())?.email ?? null))
  expect(await session.getToken()).not.toBeNull()
  await session.signOut?.()
  expect(await session.getToken()).toBeNull()
  await session.signIn?.({ email: 'ben@example.com', password: 'made-up-password' })
  stop()
  session.become(ada)
  expect(seen).toEqual([null, 'ben@example.com'])
})
