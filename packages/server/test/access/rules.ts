import type { PrincipalName } from './world.ts'

/** Whom an endpoint serves, in the organization that the request is about. */
export type Rule =
  /** Everybody, signed in or not. */
  | 'everybody'
  /** Everybody who is signed in; some need a verified address. */
  | 'signed-in'
  | 'verified'
  /** The person whom the invitation was sent to, at a verified address. */
  | 'addressee'
  /** Its admins, and every member where the request is about that member. */
  | 'admins-and-oneself'
  /** Whoever has one of these roles in the organization. */
  | readonly ('employee' | 'manager' | 'admin')[]

/** Whom a refusal is for: each has one answer in a contract, whatever the endpoint. */
export type Refusal = 'unauthenticated' | 'unverified' | 'stranger' | 'not-allowed' | 'not-addressee'

/** What somebody is in an organization. */
export type Standing = 'employee' | 'manager' | 'admin' | null

/** Who asks for what: `isSelf` when the member whom the request names is who sends it. */
interface Asking {
  readonly principal: PrincipalName
  readonly standing: Standing
  readonly isSelf: boolean
}

/** Says why somebody is refused; null for those who are served. */
export function refusalOf(rule: Rule, { principal, standing, isSelf }: Asking): Refusal | null {
  if (rule === 'everybody') return null
  if (principal === 'anonymous') return 'unauthenticated'
  if (rule === 'signed-in') return null
  if (rule === 'verified') return principal === 'unverified' ? 'unverified' : null
  if (rule === 'addressee') {
    if (principal === 'unverified') return 'unverified'
    return principal === 'invited' ? null : 'not-addressee'
  }
  if (standing === null) return 'stranger'
  const isServed = rule === 'admins-and-oneself' ? standing === 'admin' || isSelf : rule.includes(standing)
  return isServed ? null : 'not-allowed'
}
