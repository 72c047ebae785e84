import type { SessionUser } from '@tenantry/core'

/** Who an ID token is about. */
export interface Person {
  readonly subject: string
  readonly user: SessionUser
}

interface Claims {
  readonly sub?: unknown
  readonly email?: unknown
  readonly email_verified?: unknown
  readonly name?: unknown
  readonly given_name?: unknown
  readonly family_name?: unknown
}

/** Reads an ID token, for showing alone: the server checks the access token. Null when it names nobody. */
export function personOf(idToken: string): Person | null {
  const { sub, email, email_verified, name, given_name, family_name } = claimsOf(idToken)
  if (typeof sub !== 'string' || typeof email !== 'string') return null
  const parts = [given_name, family_name].filter((part) => typeof part === 'string' && part !== '').join(' ')
  const shown = typeof name === 'string' && name !== '' ? name : parts
  return { subject: sub, user: { email, emailVerified: email_verified === true, name: shown || null } }
}

function claimsOf(token: string): Claims {
  try {
    const [, payload = ''] = token.split('.')
    const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (one) => one.charCodeAt(0))
    return JSON.parse(new TextDecoder().decode(bytes)) ?? {}
  } catch {
    return {}
  }
}
