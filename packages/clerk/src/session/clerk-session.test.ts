import { expect, test } from 'vitest'
import { type ClerkBrowser, clerkSession } from './clerk-session.ts'

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

/** Clerk's script, as far as it shows. */
function openPage(loaded = true) {
  const listeners = new Set<() => void>()
  const clerk: Mutable<ClerkBrowser> = {
    loaded,
    addListener(listener) {
      listeners.add(listener)
      // Clerk tells at once what it knows already.
      if (clerk.loaded) listener()
      return () => void listeners.delete(listener)
    },
    async signOut() {
      Object.assign(clerk, { session: null, user: null })
      emit()
    },
  }
  const emit = () => {
    for (const listener of [...listeners]) listener()
  }
  function signIn(status = 'active', verification = 'verified') {
    const address = { emailAddress: 'ada@example.com', verification: { status: verification } }
    Object.assign(clerk, {
      loaded: true,
      session: { status, getToken: async () => 'made-up-token' },
      user: { id: 'user_1', fullName: 'Ada', primaryEmailAddress: address },
    })
    emit()
  }
  return { clerk, emit, signIn, session: clerkSession(clerk, { loadingMs: 50 }), listeners }
}

const ada = { email: 'ada@example.com', emailVerified: true, name: 'Ada' }

test('knows who is signed in, and that nobody is', async () => {
  const { session, signIn } = openPage()
  expect([await session.getToken(), await session.getUser()]).toEqual([null, null])
  signIn()
  expect([await session.getToken(), await session.getUser()]).toEqual(['made-up-token', ada])
  await session.signOut?.()
  expect([await session.getToken(), await session.getUser()]).toEqual([null, null])
})

test('takes a session with a task left for none', async () => {
  const { session, signIn } = openPage()
  signIn('pending')
  expect([await session.getToken(), await session.getUser()]).toEqual([null, null])
})

test('does not say that an address is verified when it is not', async () => {
  const { session, signIn } = openPage()
  signIn('active', 'unverified')
  expect(await session.getUser()).toEqual({ ...ada, emailVerified: false })
})

test('waits for the script, and not for ever', async () => {
  const { session, signIn, listeners } = openPage(false)
  const token = session.getToken()
  signIn()
  expect(await token).toBe('made-up-token')
  expect(listeners.size).toBe(0)
  const { session: never } = openPage(false)
  await expect(never.getToken()).rejects.toMatchObject({ code: 'NETWORK_FAILED' })
})

test('tells of every sign-in and sign-out, and of no renewed token', async () => {
  const { session, signIn, emit, listeners } = openPage()
  let told = 0
  const stop = session.subscribe(() => {
    told += 1
  })
  emit()
  signIn()
  emit()
  signIn('active', 'unverified')
  await session.signOut?.()
  expect(told).toBe(3)
  stop()
  expect(listeners.size).toBe(0)
})

test('says that the network failed when Clerk gives no token', async () => {
  const { session, clerk, signIn } = openPage()
  signIn()
  clerk.session = { getToken: () => Promise.reject(new Error('offline')) }
  await expect(session.getToken()).rejects.toMatchObject({ name: 'TenantryError', code: 'NETWORK_FAILED' })
})
