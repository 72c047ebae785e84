import { expect, test } from 'vitest'
import { type SupabaseAuth, supabaseSession } from './supabase-session.ts'

type Listener = Parameters<SupabaseAuth['onAuthStateChange']>[0]
const ada = {
  id: 'id-1',
  email: 'ada@example.com',
  email_confirmed_at: '2026-03-01',
  user_metadata: { full_name: 'Ada' },
}

/** The library of Supabase, as far as it shows. */
function openPage() {
  const listeners = new Set<Listener>()
  let user: typeof ada | null = null
  let failure: { status: number; code: string } | null = null
  const emit = (event: string) => {
    for (const listener of listeners) listener(event, user && { user })
  }
  const auth: SupabaseAuth = {
    getSession: async () => ({
      data: { session: user && { access_token: 'made-up-token', user } },
      error: failure,
    }),
    onAuthStateChange(listener) {
      listeners.add(listener)
      listener('INITIAL_SESSION', user && { user })
      return { data: { subscription: { unsubscribe: () => void listeners.delete(listener) } } }
    },
    async signInWithPassword() {
      if (failure) return { error: failure }
      user = ada
      emit('SIGNED_IN')
      return { error: null }
    },
    async signOut() {
      user = null
      emit('SIGNED_OUT')
      return { error: null }
    },
  }
  const fail = (status: number | null) => {
    failure = status === null ? null : { status, code: 'made_up' }
  }
  return { session: supabaseSession(auth), emit, fail, listeners }
}

const credentials = { email: ada.email, password: 'made-up' }

test('knows who is signed in, and that nobody is', async () => {
  const { session } = openPage()
  expect([await session.getToken(), await session.getUser()]).toEqual([null, null])
  await session.signIn(credentials)
  const user = { email: ada.email, emailVerified: true, name: 'Ada' }
  expect([await session.getToken(), await session.getUser()]).toEqual(['made-up-token', user])
  await session.signOut()
  expect([await session.getToken(), await session.getUser()]).toEqual([null, null])
})

test.each([
  [400, 'UNAUTHENTICATED'],
  [429, 'RATE_LIMITED'],
  [0, 'NETWORK_FAILED'],
  [503, 'NETWORK_FAILED'],
])('says what an answer of %s means', async (status, code) => {
  const { session, fail } = openPage()
  fail(status)
  await expect(session.signIn(credentials)).rejects.toMatchObject({ name: 'TenantryError', code })
})

test('does not take a failed network for a sign-out, nor an ended session for a failure', async () => {
  const { session, fail } = openPage()
  fail(0)
  await expect(session.getToken()).rejects.toMatchObject({ code: 'NETWORK_FAILED' })
  fail(400)
  expect(await session.getToken()).toBeNull()
})

test('tells of every sign-in and sign-out, of no renewed token, and never inside the callback', async () => {
  const { session, emit, listeners } = openPage()
  let told = 0
  const stop = session.subscribe(() => {
    told += 1
  })
  await session.signIn(credentials)
  expect(told).toBe(0)
  await expect.poll(() => told).toBe(1)
  emit('TOKEN_REFRESHED')
  emit('SIGNED_IN')
  await session.signOut()
  await expect.poll(() => told).toBe(2)
  stop()
  expect(listeners.size).toBe(0)
})
