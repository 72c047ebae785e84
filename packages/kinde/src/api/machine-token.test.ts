import { expect, test } from 'vitest'
import { kindeForFile, startKinde } from '../../test/start-kinde.ts'
import { kindeApi } from './kinde-api.ts'
import { machineToken } from './machine-token.ts'
import { roleList } from './schemas.ts'

const running = await kindeForFile()
const roles = { scope: 'read:roles', method: 'GET', path: '/roles', output: roleList } as const
const signal = AbortSignal.timeout(60_000)

/** A machine of its own at the fake, whose world nobody shares, and a clock. */
function machine(secret = 'm2m-secret') {
  let time = Date.now()
  let asked = 0
  const own: typeof fetch = (input, init) => {
    asked += new URL(input instanceof Request ? input.url : input).pathname === '/oauth2/token' ? 1 : 0
    return fetch(input, init)
  }
  const options = { url: running.url, clientId: 'm2m', clientSecret: secret, fetch: own, now: () => time }
  return {
    options,
    token: machineToken(options),
    asked: () => asked,
    pass(seconds: number) {
      time += seconds * 1000
    },
  }
}

test('many who need a token at once ask for one', async () => {
  const { token, asked } = machine()
  const all = await Promise.all(Array.from({ length: 20 }, () => token.get(false, signal)))
  expect([new Set(all).size, asked()]).toEqual([1, 1])
})

test('it is kept until a minute before it expires', async () => {
  const { token, asked, pass } = machine()
  const first = await token.get(false, signal)
  pass(86_399 - 61)
  expect(await token.get(false, signal)).toBe(first)
  pass(2)
  expect(await token.get(false, signal)).not.toBe(first)
  expect(asked()).toBe(2)
})

test('whoever has the same credentials shares it, and nobody with another secret', async () => {
  const { options, token, asked } = machine()
  const first = await token.get(false, signal)
  expect(await machineToken({ ...options }).get(false, signal)).toBe(first)
  expect(asked()).toBe(1)
  const rotated = machineToken({ ...options, clientSecret: 'rotated' })
  await expect(rotated.get(false, signal)).rejects.toMatchObject({ kind: 'unauthorized', code: 'invalid_client' })
})

test('one that was refused is renewed once for everybody', async () => {
  const { options, asked, pass } = machine()
  const api = kindeApi({ ...options, domain: running.url })
  await api.send(roles)
  running.fake.revokeTokens()
  pass(60)
  await Promise.all(Array.from({ length: 10 }, () => api.send(roles)))
  expect(asked()).toBe(2)
})

test('credentials that were refused are not tried again at once', async () => {
  const { options, token, asked, pass } = machine('wrong')
  const api = kindeApi({ ...options, domain: running.url })
  await expect(api.send(roles)).rejects.toMatchObject({ kind: 'unauthorized', outcome: 'none' })
  const tries = asked()
  await expect(token.get(true, signal)).rejects.toMatchObject({ kind: 'unauthorized' })
  expect(asked()).toBe(tries)
  pass(10)
  await expect(token.get(true, signal)).rejects.toMatchObject({ kind: 'unauthorized' })
  expect(asked()).toBeGreaterThan(tries)
})

test('a scope that was ticked meanwhile is used after a while, without a restart', async () => {
  const { options, pass } = machine()
  const { clients } = running.fake.state
  const everything = clients.get('m2m')
  if (!everything) throw new Error('the fake has no client')
  clients.set('m2m', { ...everything, scopes: new Set(['read:users']) })
  const api = kindeApi({ ...options, domain: running.url })
  await expect(api.send(roles)).rejects.toMatchObject({ kind: 'forbidden' })
  clients.set('m2m', everything)
  pass(301)
  await expect(api.send(roles)).rejects.toMatchObject({ kind: 'forbidden' })
  expect((await api.send(roles)).roles).toHaveLength(3)
})

test('one who stops waiting does not end it for the others', async () => {
  const { token, asked } = machine()
  const impatient = new AbortController()
  const left = token.get(false, impatient.signal)
  const waits = token.get(false, signal)
  impatient.abort(new Error('enough'))
  await expect(left).rejects.toMatchObject({ kind: 'unavailable', outcome: 'none', cause: { message: 'enough' } })
  expect(await waits).toBeTruthy()
  expect(asked()).toBe(1)
})

test('a write that never got its token says that nothing happened', async () => {
  const { url, faults, adapter, stop, fake } = await startKinde()
  faults.plant({ on: /^POST \/oauth2\/token$/, kind: { status: 503 } })
  const { organizations } = adapter({ fetch: (input, init) => fetch(input, init), deadlineMs: 1000 })
  const wish = { marker: 'm', name: 'A', slug: 'a', founder: null }
  await expect(organizations?.create(wish)).rejects.toMatchObject({ kind: 'unavailable', outcome: 'none' })
  expect([url.startsWith('http://127.0.0.1'), fake.holds()]).toEqual([true, []])
  await stop()
})
