import { TenantryError } from '@tenantry/core'

/** An access token and how long this page may use it from now on. */
export interface AccessToken {
  readonly value: string
  readonly subject: string
  /** In milliseconds. */
  readonly lifetime: number
}

const SPARE_SECONDS = 30

/** Reads from a token answer when to ask for the next one; checking the signature is the server's business. */
export function readToken(answer: unknown): AccessToken {
  try {
    const { token } = answer as { token: string }
    const { sub, iat, exp, email_verified } = claimsOf(token)
    // Counted from its arrival, since the clock of this machine may be wrong. A token that says "not verified" is not
    // kept: it would go on saying so long after the person has clicked the link.
    const seconds = email_verified === true ? exp - iat - SPARE_SECONDS : 0
    return { value: token, subject: sub, lifetime: seconds * 1000 }
  } catch (cause) {
    throw new TenantryError('CONTRACT_MISMATCH', { cause })
  }
}

interface Claims {
  readonly sub: string
  readonly iat: number
  readonly exp: number
  readonly email_verified: boolean
}

function claimsOf(token: string): Claims {
  const [, payload = ''] = token.split('.')
  return JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')))
}
