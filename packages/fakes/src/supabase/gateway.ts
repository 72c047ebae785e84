import { type JWTPayload, jwtVerify } from 'jose'
import { GatewayRefusal, SupabaseRefusal } from './refusal.ts'
import type { SupabaseSettings } from './state.ts'

/** What the gateway and the server behind it want to see before anybody acts as an admin. @throws SupabaseRefusal */
export async function assertAdmin(headers: Headers, settings: SupabaseSettings): Promise<void> {
  const key = headers.get('apikey')
  const bearer = headers.get('authorization')?.replace(/^Bearer /, '') ?? null
  assertKnown(key)
  if (key === settings.secretKey) {
    if (/Mozilla/.test(headers.get('user-agent') ?? ''))
      throw new GatewayRefusal(401, 'forbidden', 'Forbidden use of secret API key in browser')
    // The gateway exchanges such a key for a token of its own, unless another one comes along.
    if (bearer !== null && bearer !== key) throw badToken()
    return
  }
  if (bearer === null) throw new SupabaseRefusal(401, 'no_authorization', 'This endpoint requires a Bearer token')
  const { role } = await roleIn(bearer, settings)
  if (role !== 'service_role') throw new SupabaseRefusal(403, 'not_admin', 'User not allowed')

  function assertKnown(given: string | null): void {
    if (given === null) throw new GatewayRefusal(401, 'no_key', 'No API key found in request')
    const isLegacy = given.split('.').length === 3
    if (!isLegacy && given !== settings.secretKey && given !== settings.publishableKey)
      throw new GatewayRefusal(401, 'wrong_key', 'Invalid API key')
  }
}

async function roleIn(
  token: string,
  { jwtSecret }: SupabaseSettings,
): Promise<JWTPayload & { readonly role?: unknown }> {
  try {
    const { payload } = await jwtVerify(token, new TextEncoder().encode(jwtSecret), { algorithms: ['HS256'] })
    return payload
  } catch {
    throw badToken()
  }
}

function badToken(): SupabaseRefusal {
  return new SupabaseRefusal(403, 'bad_jwt', 'invalid JWT: unable to parse or verify signature')
}
