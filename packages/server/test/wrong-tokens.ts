import { Buffer } from 'node:buffer'
import { embedded } from '@tenantry/better-auth'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { migrate } from '../src/database/migrate.ts'
import { openDatabase, publicUrl, type Running, secretKey } from './start-tenantry.ts'

type Claims = Readonly<Record<string, unknown>>
type Header = Readonly<Record<string, unknown>>

const encode = (part: unknown) =>
  Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url')

/** What a right token says at a moment. */
export function claimsAt(now: Date): Claims {
  const iat = Math.floor(now.getTime() / 1000)
  const person = { sub: 'ada', email: 'ada@example.com', email_verified: true, name: 'Ada' }
  return { ...person, iss: publicUrl, aud: 'authenticated', iat, exp: iat + 3600 }
}

/** Signs whatever is given with HMAC, without any of the checks of a library. */
export async function sign(
  payload: unknown,
  header: unknown = { alg: 'HS256' },
  secret: string | Uint8Array = secretKey,
) {
  const bits = { HS384: 'SHA-384', HS512: 'SHA-512' }[String((header as Header).alg)] ?? 'SHA-256'
  const bytes = new Uint8Array(typeof secret === 'string' ? new TextEncoder().encode(secret) : secret)
  const key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: bits }, false, ['sign'])
  const input = `${encode(header)}.${encode(payload)}`
  const mac = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(input))
  return `${input}.${Buffer.from(mac).toString('base64url')}`
}

/** Changes claims of a right token; undefined takes one away. */
type Change = (now: number) => Claims

const HOUR = 3600
/** Tokens that are signed as they should be, and say something wrong. */
const wrongClaims: Readonly<Record<string, Change>> = {
  'is expired': (now) => ({ exp: now - 6 }),
  'expired a year ago': (now) => ({ iat: now - 366 * 24 * HOUR, exp: now - 365 * 24 * HOUR }),
  'has no expiry': () => ({ exp: undefined }),
  'has null as expiry': () => ({ exp: null }),
  'has a text as expiry': (now) => ({ exp: String(now + HOUR) }),
  'has a list as expiry': (now) => ({ exp: [now + HOUR] }),
  'is not valid yet': (now) => ({ nbf: now + 60 }),
  'has a text as beginning': (now) => ({ nbf: String(now) }),
  'does not say when it was made': () => ({ iat: undefined }),
  'was made in the future': (now) => ({ iat: now + 60 }),
  'was made a year ahead': (now) => ({ iat: now + 365 * 24 * HOUR, exp: now + 366 * 24 * HOUR }),
  'was made too long ago': (now) => ({ iat: now - 25 * HOUR, exp: now + HOUR }),
  'has a text as its making': (now) => ({ iat: String(now) }),
  'names nobody': () => ({ sub: undefined }),
  'names null': () => ({ sub: null }),
  'names an empty text': () => ({ sub: '' }),
  'names a number': () => ({ sub: 7 }),
  'names a list': () => ({ sub: ['ada'] }),
  'names an object': () => ({ sub: { id: 'ada' } }),
  'names true': () => ({ sub: true }),
  'names with a NUL': () => ({ sub: 'ada\u0000' }),
  'names with a line break': () => ({ sub: 'ada\r\nX: y' }),
  'names with a C1 control character': () => ({ sub: 'ada\u0085' }),
  'names half a character': () => ({ sub: 'ada\ud83d' }),
  'names beyond all measure': () => ({ sub: 'a'.repeat(256) }),
  'is for another audience': () => ({ aud: 'anon' }),
  'is for no audience': () => ({ aud: undefined }),
  'is for an empty audience': () => ({ aud: '' }),
  'is for an empty list of audiences': () => ({ aud: [] }),
  'is for a list of others': () => ({ aud: ['anon', 'Authenticated'] }),
  'is for a list in a list': () => ({ aud: [['authenticated']] }),
  'is for an object': () => ({ aud: { authenticated: true } }),
  'is by another issuer': () => ({ iss: 'http://evil.example' }),
  'is by no issuer': () => ({ iss: undefined }),
  'is by an issuer with a slash': () => ({ iss: `${publicUrl}/` }),
  'is by an issuer in capitals': () => ({ iss: publicUrl.toUpperCase() }),
  'is by a list of issuers': () => ({ iss: [publicUrl] }),
  'is by the embedded provider, but of the wrong kind': () => ({ iss: `${publicUrl}/auth` }),
  'is by a property of every object': () => ({ iss: '__proto__' }),
}

const wrongHeaders: Readonly<Record<string, Header>> = {
  'uses another length of hash': { alg: 'HS512' },
  'uses a middle length of hash': { alg: 'HS384' },
  'is typed as another kind': { alg: 'HS256', typ: 'refresh+jwt' },
  'is typed as an invitation': { alg: 'HS256', typ: 'inv+jwt' },
  'has an extension that must be understood': { alg: 'HS256', crit: ['exp'], exp: 1 },
  'has a payload that is not encoded': { alg: 'HS256', b64: false, crit: ['b64'] },
  'has a list as algorithm': { alg: ['HS256'] },
  'has no algorithm': {},
  'has an algorithm in small letters': { alg: 'hs256' },
}

/** Every wrong token, by what is wrong with it. */
export async function wrongTokens(running: Running): Promise<Readonly<Record<string, string>>> {
  const right = claimsAt(running.now())
  const now = Number(right.iat)
  const good = await sign(right)
  const [header = '', payload = '', signature = ''] = good.split('.')
  const made: Record<string, string> = {}
  for (const [what, change] of Object.entries(wrongClaims)) made[what] = await sign({ ...right, ...change(now) })
  for (const [what, changed] of Object.entries(wrongHeaders)) made[what] = await sign(right, changed)
  for (const alg of ['none', 'None', 'NONE', 'nOnE']) {
    made[`says ${alg}`] = `${encode({ alg })}.${payload}.`
    made[`says ${alg} above a right signature`] = `${encode({ alg })}.${payload}.${signature}`
  }
  return {
    ...made,
    ...(await withForeignKeys(running, right)),
    'is signed with another secret': await sign(right, undefined, 'another-made-up-secret-of-more-than-32-bytes'),
    'is signed with a beginning of the secret': await sign(right, undefined, secretKey.slice(0, -1)),
    'is signed with NUL': await sign(right, undefined, new Uint8Array(32)),
    'has no signature': `${header}.${payload}.`,
    'has no third part': `${header}.${payload}`,
    'has a fourth part': `${good}.${signature}`,
    'has five parts': `${good}.${header}.${payload}`,
    'has half a signature': good.slice(0, -20),
    'has a longer signature': `${good}AAAA`,
    'has the signature of another': `${header}.${payload}.${(await sign({ ...right, sub: 'eve' })).split('.')[2]}`,
    'has another payload': `${header}.${encode({ ...right, sub: 'eve' })}.${signature}`,
    'has another header': `${encode({ alg: 'HS256', typ: 'JWT' })}.${payload}.${signature}`,
    'has the parts the wrong way round': `${payload}.${header}.${signature}`,
    'has a payload that is no JSON': await sign('not json'),
    'has a list as payload': await sign([right]),
    'has null as payload': await sign('null'),
    'has a text as payload': await sign('"ada"'),
    'has a header that is no JSON': `${encode('{')}.${payload}.${signature}`,
    'has ten thousand characters': await sign({ ...right, padding: 'x'.repeat(10_000) }),
    'has a hundred thousand characters': 'x'.repeat(100_000),
    'has deep nesting': await sign(`${'{"a":'.repeat(1000)}1${'}'.repeat(1000)}`),
    'is three dots': '...',
    'is a word': 'null',
    'is a letter': 'x',
    'is an API key': 'sk_live_made_up_000000000000000000000000',
  }
}

async function withForeignKeys(running: Running, right: Claims): Promise<Record<string, string>> {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })
  const es256 = await generateKeyPair('ES256')
  const jwk = await exportJWK(publicKey)
  const published = await (await running.send('/auth/jwks')).json()
  const [known] = published.keys as { kid: string; x: string }[]
  const theirs = { ...right, iss: `${publicUrl}/auth` }
  const eddsa = (claims: Claims, header: Header) =>
    new SignJWT(claims).setProtectedHeader({ alg: 'EdDSA', ...header }).sign(privateKey)
  const kid = known?.kid ?? ''
  return {
    'is signed by a key of its own': await eddsa(theirs, { kid: 'own' }),
    'is signed by a key of its own under a known name': await eddsa(theirs, { kid }),
    'is signed by a key of its own without a name': await eddsa(theirs, {}),
    'brings its key along': await eddsa(theirs, { jwk }),
    'tells where its key is': await eddsa(theirs, { kid, jku: 'https://evil.example/jwks.json' }),
    'brings a certificate along': await eddsa(theirs, { kid, x5u: 'https://evil.example/x.pem' }),
    'names a key by a path': await eddsa(theirs, { kid: '../../../../dev/null' }),
    'names a key by SQL': await eddsa(theirs, { kid: "' UNION SELECT 'x' --" }),
    'is of the secret’s issuer, signed by a key': await eddsa(right, { kid }),
    'is signed by ES256': await new SignJWT(theirs).setProtectedHeader({ alg: 'ES256', kid }).sign(es256.privateKey),
    'uses the public key as a secret': await sign(
      theirs,
      { alg: 'HS256', kid },
      Buffer.from(known?.x ?? '', 'base64url'),
    ),
    'uses the text of the public key as a secret': await sign(theirs, { alg: 'HS256', kid }, known?.x ?? ''),
    'uses all public keys as a secret': await sign(theirs, { alg: 'HS256', kid }, JSON.stringify(published)),
    'uses the shared secret for the provider': await sign(theirs, { alg: 'HS256', kid }),
    'is a right token of an embedded provider elsewhere': await tokenFromElsewhere(running),
  }
}

/** A token that another server's embedded provider gave, for its own address. */
async function tokenFromElsewhere(running: Running): Promise<string> {
  const database = await openDatabase('pglite')
  await migrate(database)
  const provider = embedded({
    database: database.dialect,
    publicUrl: 'http://elsewhere.example.com',
    secret: secretKey,
    passwordCost: 4,
    sendResetPassword: async () => {},
    now: () => running.now().getTime(),
  })
  await provider.start()
  const person = { email: 'ada@example.com', password: 'a made-up passphrase', name: null, emailVerified: true }
  await provider.createUser(person, { runSql: database.runSql })
  const at = (path: string, init: RequestInit) =>
    provider.fetch(new Request(`http://elsewhere.example.com/auth${path}`, init), { ip: '192.0.2.9' })
  const body = JSON.stringify({ email: person.email, password: person.password })
  const headers = { 'content-type': 'application/json' }
  const signedIn = await at('/sign-in/email', { method: 'POST', headers, body })
  const cookie = signedIn?.headers.get('set-cookie')?.split(';')[0] ?? ''
  const answer = await at('/token', { headers: { cookie } })
  await database.close()
  if (!answer) throw new Error('The provider elsewhere gave no token.')
  return (await answer.json()).token
}
