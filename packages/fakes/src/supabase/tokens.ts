import { type JWTPayload, SignJWT } from 'jose'
import type { SigningKey } from '../signing.ts'
import { type SupabaseState, userIn } from './state.ts'

const LIFETIME_SECONDS = 3600

/** Signs with the shared secret of older projects. */
export function signShared(claims: JWTPayload, secret: string): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg: 'HS256', typ: 'JWT' }).sign(new TextEncoder().encode(secret))
}

/** Signs an access token as Supabase would. What stands in `user_metadata` was written by the person. */
export function mintToken(
  state: SupabaseState,
  key: SigningKey,
  subject: string,
  claims: Readonly<Record<string, unknown>>,
): Promise<string> {
  const { settings } = state
  const { email, app_metadata, user_metadata } = userIn(state, subject)
  const iat = Math.floor(settings.now() / 1000)
  const all = {
    iss: `${settings.url}/auth/v1`,
    aud: 'authenticated',
    sub: subject,
    iat,
    exp: iat + LIFETIME_SECONDS,
    email,
    phone: '',
    app_metadata,
    user_metadata,
    role: 'authenticated',
    aal: 'aal1',
    amr: [{ method: 'password', timestamp: iat }],
    session_id: crypto.randomUUID(),
    is_anonymous: false,
    ...claims,
  }
  return settings.signing === 'ES256' ? key.sign(all) : signShared(all, settings.jwtSecret)
}
