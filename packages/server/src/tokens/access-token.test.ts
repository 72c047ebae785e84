import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { accessTokenVerifier } from './access-token.ts'
import { KEYS_WAIT_MS } from './key-set.ts'

const issuer = 'https://id.example.com'

/** An issuer whose keys can be published, withdrawn and out of reach, on a clock of its own. */
async function openIssuer() {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA')
  const published = [{ ...(await exportJWK(publicKey)), kid: 'first', alg: 'EdDSA' }]
  let time = Date.parse('2026-03-01T12:00:00Z')
  let reachable = true
  let hangs = false
  let fetches = 0
  const now = () => new Date(time)
  async function keys() {
    fetches += 1
    if (hangs) await new Promise(() => {})
    if (!reachable) throw new Error('unreachable')
    return { keys: [...published] }
  }
  const options = { issuer, audience: 'authenticated', algorithms: ['EdDSA'], keys }
  const secret = { issuer: 'http://app.example.com', key: new Uint8Array(32) }
  const verify = accessTokenVerifier({ issuers: [options], secret, now })
  const sign = (kid: string) =>
    new SignJWT({})
      .setProtectedHeader({ alg: 'EdDSA', kid })
      .setIssuer(issuer)
      .setAudience('authenticated')
      .setSubject('somebody')
      .setIssuedAt(time / 1000)
      .setExpirationTime(time / 1000 + 3600)
      .sign(privateKey)
  return {
    verify,
    sign,
    withdraw: () => void published.splice(0),
    cutOff: () => {
      reachable = false
    },
    restore: () => {
      reachable = true
    },
    /** From now on the keys are never answered. */
    hang: () => {
      hangs = true
    },
    pass: (milliseconds: number) => {
      time += milliseconds
    },
    fetches: () => fetches,
  }
}

test('fetches the keys once for many tokens', async () => {
  const site = await openIssuer()
  const token = await site.sign('first')
  await Promise.all(Array.from({ length: 20 }, () => site.verify(token)))
  expect(site.fetches()).toBe(1)
})

test('does not fetch again for every made-up key', async () => {
  const site = await openIssuer()
  await site.verify(await site.sign('first'))
  for (let turn = 0; turn < 20; turn++) expect(await site.verify(await site.sign(`made-up-${turn}`))).toBeNull()
  expect(site.fetches()).toBe(1)
  site.pass(31_000)
  expect(await site.verify(await site.sign('made-up'))).toBeNull()
  expect(site.fetches()).toBe(2)
})

test('stops trusting a withdrawn key after ten minutes, and at once when nobody asked for an hour', async () => {
  const site = await openIssuer()
  const token = await site.sign('first')
  expect(await site.verify(token)).toMatchObject({ subject: 'somebody' })
  site.withdraw()
  site.pass(600_000)
  // This one has the keys fetched, and does not wait for them.
  await site.verify(token)
  expect(await site.verify(token)).toBeNull()

  const idle = await openIssuer()
  const old = await idle.sign('first')
  await idle.verify(old)
  idle.withdraw()
  idle.pass(3_600_000)
  expect(await idle.verify(await idle.sign('first'))).toBeNull()
})

const notReady = { code: 'NOT_READY', status: 503, retryAfter: 2 }

test('cannot tell before it ever had the keys, and says when to come back', async () => {
  const site = await openIssuer()
  const token = await site.sign('first')
  site.cutOff()
  for (let turn = 0; turn < 2; turn++) await expect(site.verify(token)).rejects.toMatchObject(notReady)
  site.restore()
  expect(await site.verify(token)).toMatchObject({ subject: 'somebody' })
})

test('cannot tell whose key a new one is while the keys cannot be fetched, and goes on with the others', async () => {
  const site = await openIssuer()
  const token = await site.sign('first')
  await site.verify(token)
  site.cutOff()
  site.pass(31_000)
  for (let turn = 0; turn < 2; turn++)
    await expect(site.verify(await site.sign('second'))).rejects.toMatchObject(notReady)
  expect(site.fetches()).toBe(2)
  expect(await site.verify(token)).toMatchObject({ subject: 'somebody' })
})

test('waits for keys that hang only where it knows no other, and not for long', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  const site = await openIssuer()
  const token = await site.sign('first')
  await site.verify(token)
  site.hang()
  site.pass(600_000)
  // With time standing still it comes to an answer only when it does not wait.
  for (let turn = 0; turn < 3; turn++) expect(await site.verify(token)).toMatchObject({ subject: 'somebody' })
  const unknown = site.verify(await site.sign('second'))
  const refused = expect(unknown).rejects.toMatchObject(notReady)
  await expect.poll(() => vi.getTimerCount()).toBe(1)
  await vi.advanceTimersByTimeAsync(KEYS_WAIT_MS)
  await refused
  expect(site.fetches()).toBe(2)
})

test('goes on with the keys it has while new ones cannot be fetched', async () => {
  const site = await openIssuer()
  const token = await site.sign('first')
  await site.verify(token)
  site.cutOff()
  site.pass(600_000)
  expect(await site.verify(token)).toMatchObject({ subject: 'somebody' })
  expect(await site.verify(token)).toMatchObject({ subject: 'somebody' })
})

describe('what an issuer says of its own tokens', () => {
  const secretKey = new Uint8Array(32).fill(7)
  const now = () => new Date('2026-03-01T12:00:00Z')
  const own = { issuer: 'http://app.example.com', key: new Uint8Array(32) }

  const sign = (claims: Record<string, unknown>, key = secretKey) =>
    new SignJWT({ iss: issuer, sub: 'somebody', iat: +now() / 1000, exp: +now() / 1000 + 60, ...claims })
      .setProtectedHeader({ alg: 'HS256' })
      .sign(key)

  test('refuses those that it refuses itself, and words the others anew', async () => {
    const tokens = { issuer, audience: null, algorithms: ['HS256'], keys: secretKey }
    const read = async ({ sub, sts }: Readonly<Record<string, unknown>>) =>
      sts === 'pending' ? null : { sub, email: 'somebody@example.com', email_verified: true }
    const verify = accessTokenVerifier({ issuers: [{ ...tokens, read }], secret: own, now })
    expect(await verify(await sign({ sts: 'pending' }))).toBeNull()
    expect(await verify(await sign({ email: 'other@example.com' }))).toEqual({
      issuer,
      subject: 'somebody',
      email: 'somebody@example.com',
      emailVerified: true,
      name: null,
      issuedAt: now(),
    })
  })

  test('does not ask about a token that nobody signed', async () => {
    let asked = 0
    const read = async () => {
      asked += 1
      return { sub: 'somebody' }
    }
    const tokens = { issuer, audience: null, algorithms: ['HS256'], keys: secretKey, read }
    const verify = accessTokenVerifier({ issuers: [tokens], secret: own, now })
    expect(await verify(await sign({}, new Uint8Array(32).fill(8)))).toBeNull()
    expect(asked).toBe(0)
  })

  test('may come with a secret and with public keys at once, and neither stands in for the other', async () => {
    const { publicKey, privateKey } = await generateKeyPair('ES256')
    const jwk = { ...(await exportJWK(publicKey)), kid: 'first', alg: 'ES256' }
    const audience = 'authenticated'
    const issuers = [
      { issuer, audience, algorithms: ['ES256'], keys: async () => ({ keys: [jwk] }) },
      { issuer, audience, algorithms: ['HS256'], keys: secretKey },
    ]
    const verify = accessTokenVerifier({ issuers, secret: own, now })
    const claims = { iss: issuer, aud: audience, sub: 'somebody', iat: +now() / 1000, exp: +now() / 1000 + 60 }
    const signed = await new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid: 'first' }).sign(privateKey)
    expect(await verify(signed)).toMatchObject({ subject: 'somebody' })
    expect(await verify(await sign({ aud: audience }))).toMatchObject({ subject: 'somebody' })
    const confused = new TextEncoder().encode(JSON.stringify(jwk))
    expect(await verify(await sign({ aud: audience }, confused))).toBeNull()
  })

  test.each([
    ['a short secret', { algorithms: ['HS256'], keys: new Uint8Array(31) }],
    ['a secret for public-key signatures', { algorithms: ['RS256'], keys: secretKey }],
    ['public keys for HS256', { algorithms: ['ES256', 'HS256'], keys: async () => ({ keys: [] }) }],
  ])('is not believed with %s', (_, keys) => {
    expect(() => accessTokenVerifier({ issuers: [{ issuer, audience: null, ...keys }], secret: own, now })).toThrow(
      TypeError,
    )
  })
})
