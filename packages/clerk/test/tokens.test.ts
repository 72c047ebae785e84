import type { TokenIssuer } from '@tenantry/core/provider'
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose'
import { describe, expect, test } from 'vitest'
import { sessionClaims } from '../src/index.ts'
import { openSite, type Site } from './world.ts'

const email = 'ada@example.com'

/** As the server does: keys of the issuer alone, and then what the issuer itself says. */
async function read({ provider }: Site, token: string) {
  const [tokens] = provider.tokens
  if (typeof tokens?.keys !== 'function') throw new TypeError('one issuer with keys at hand')
  const { issuer, algorithms } = tokens as TokenIssuer
  const keys = createLocalJWKSet((await tokens.keys()) as JSONWebKeySet)
  const { payload } = await jwtVerify(token, keys, { issuer, algorithms: [...algorithms] })
  return tokens.read?.(payload)
}

async function member(site: Site) {
  const subject = site.fake.account(email, { name: 'Ada' })
  const organizationId = await site.provider.organizations.create({
    marker: crypto.randomUUID(),
    name: 'Acme',
    slug: 'acme',
    founder: null,
  })
  await site.provider.organizations.setMember(organizationId, { subject, role: 'admin' })
  return { subject, organizationId }
}

test.each([1, 2] as const)('reads tokens of version %s, whose address Clerk tells', async (version) => {
  await using site = await openSite()
  const { subject, organizationId } = await member(site)
  const token = await site.fake.token({ subject, version, organizationId })
  expect(await read(site, token)).toEqual({ sub: subject, email, email_verified: true, name: 'Ada' })
})

test.each([1, 2] as const)('finds the same organization in tokens of version %s', async (version) => {
  await using site = await openSite()
  const { subject, organizationId } = await member(site)
  const token = await site.fake.token({ subject, version, organizationId })
  const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
  expect(sessionClaims(claims)).toEqual({
    subject,
    sessionId: 'sess_made_up',
    authorizedParty: 'https://app.example.com',
    isPending: false,
    organization: { id: organizationId, slug: 'acme', role: 'org:admin', permissions: ['org:reports:read'] },
  })
})

test('reads who has permissions for which of several features, and no organization where none is active', () => {
  const o = { id: 'org_1', slg: 'acme', rol: 'member', per: 'read,manage,export', fpm: '5,2' }
  expect(sessionClaims({ sub: 'user_1', fea: 'u:beta,o:reports,uo:articles', o })?.organization?.permissions).toEqual([
    'org:reports:read',
    'org:reports:export',
    'org:articles:manage',
  ])
  expect(sessionClaims({ sub: 'user_1', v: 2 })?.organization).toBeNull()
  expect(sessionClaims({ v: 2 })).toBeNull()
})

test('asks Clerk once while an address is proved, and each time while it is not', async () => {
  await using site = await openSite()
  const proved = site.fake.account(email)
  const unproved = site.fake.account('bob@example.com', { verified: false })
  const asked = () => site.served.exchanges.filter(({ url }) => url.startsWith('/v1/users/')).length
  for (let turn = 0; turn < 3; turn++) await read(site, await site.fake.token({ subject: proved }))
  expect(asked()).toBe(1)
  const claims = { sub: unproved, email: 'bob@example.com', email_verified: false }
  for (let turn = 0; turn < 2; turn++)
    expect(await read(site, await site.fake.token({ subject: unproved }))).toMatchObject(claims)
  expect(asked()).toBe(3)
})

test('asks nothing when the token says it all', async () => {
  await using site = await openSite()
  const subject = site.fake.account(email)
  const claims = { email, email_verified: true, name: 'Ada' }
  expect(await read(site, await site.fake.token({ subject, claims }))).toEqual({ sub: subject, ...claims })
  expect(site.served.exchanges.filter(({ url }) => url.startsWith('/v1/users/'))).toEqual([])
})

test('knows somebody by the subject alone while Clerk does not answer', async () => {
  await using site = await openSite({}, { deadlineMs: 300 })
  const subject = site.fake.account(email)
  const token = await site.fake.token({ subject })
  site.served.faults.plant({ on: /users/, kind: { status: 503 } })
  expect(await read(site, token)).toEqual({ sub: subject })
})

describe('refuses a token', () => {
  test.each([
    ['of another origin', { authorizedParty: 'https://evil.example.com' }],
    ['of an origin that only begins the same', { authorizedParty: 'https://app.example.com.evil.example' }],
    ['of no origin', { authorizedParty: null }],
    ['of a session with a task left', { isPending: true }],
    ['of a session of version 1 with a task left', { isPending: true, version: 1 }],
    ['of a template, made for a service elsewhere', { claims: { sid: undefined } }],
    ['for somebody else', { claims: { aud: 'https://reports.example.com' } }],
    ['whose origin is no text', { claims: { azp: ['https://app.example.com'] } }],
  ] as const)('%s', async (_, wish) => {
    await using site = await openSite()
    const subject = site.fake.account(email)
    expect(await read(site, await site.fake.token({ subject, ...wish }))).toBeNull()
  })

  test('of an account that is gone', async () => {
    await using site = await openSite()
    expect(await read(site, await site.fake.token({ subject: 'user_gone' }))).toBeNull()
  })

  test('that another instance signed', async () => {
    await using site = await openSite()
    await using other = await openSite()
    const token = await other.fake.token({ subject: 'user_1', claims: { iss: site.served.url } })
    await expect(read(site, token)).rejects.toThrow('signature verification failed')
  })
})
