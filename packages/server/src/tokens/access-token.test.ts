import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { expect, test } from 'vitest'
import { accessTokenVerifier } from './access-token.ts'

const issuer = 'https://id.example.com'

/** An issuer whose keys can be published, withdrawn and out of reach, on a clock of its own. */
async function openIssuer() {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA')
  const published = [{ ...(await exportJWK(publicKey)), kid: 'first', alg: 'EdDSA' }]
  let time = Date.parse('2026-03-01T12:00:00Z')
  let reachable = true
  let fetches = 0
  const now = () => new Date(time)
  async function keys() {
    fetches += 1
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

test('stops trusting a withdrawn key within ten minutes', async () => {
  const site = await openIssuer()
  const token = await site.sign('first')
  expect(await site.verify(token)).toMatchObject({ subject: 'somebody' })
  site.withdraw()
  site.pass(600_000)
  expect(await site.verify(token)).toBeNull()
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
