import type { Cell } from './cells.ts'
import { policy, type Refusal, refusalOf, type Standing, seenBy } from './policy.ts'
import type { PrincipalName } from './world.ts'

/** How each contract says no. */
const refusals: Readonly<Record<string, Readonly<Record<Refusal | 'malformed' | 'missing', number>>>> = {
  main: {
    unauthenticated: 401,
    unverified: 403,
    stranger: 404,
    'not-allowed': 403,
    'not-addressee': 403,
    malformed: 400,
    missing: 404,
  },
}

/** What those who are served get where it is no success: the example is refused for what it says, not for who says it. */
const served: Readonly<Record<string, Readonly<Record<string, (standing: Standing) => number>>>> = {
  main: {
    'auth.signupWithInvitation': () => 400,
    'auth.verifyEmail': () => 400,
    // Its door is not open: nobody proved the domain.
    'organizations.join': (standing) => (standing ? 409 : 404),
    'domains.verify': () => 409,
  },
}

/** What one can only do with an organization that one is a member of, however mighty one is elsewhere. */
const forMembers: readonly string[] = ['organizations.makeDefault', 'organizations.join', 'members.leave']

const homes: Readonly<Partial<Record<PrincipalName, Exclude<Standing, null>>>> = {
  employee: 'employee',
  manager: 'manager',
  admin: 'admin',
}

/** What the caller of a cell is in the organization that the request is about. */
export function standingOf({ principal, organization, name }: Cell): Standing {
  if (organization === 'unknown' || organization === 'malformed') return null
  if (principal === 'superAdmin') return forMembers.includes(name) ? null : 'admin'
  if (organization === 'foreign') return principal === 'adminElsewhere' ? 'admin' : null
  return homes[principal] ?? null
}

/** The status that a cell is answered with; `success` for any that its endpoint declares. */
export function expectedStatus(cell: Cell): number | 'success' {
  const { contract, name, principal, organization, inner } = cell
  const rule = policy[contract]?.[name]
  if (!rule) throw new Error(`The policy table has no row for ${name}.`)
  const say = refusals[contract]
  if (!say) throw new Error(`How does ${contract} say no?`)
  const standing = standingOf(cell)
  const refusal = refusalOf(rule, principal, standing)
  if (refusal === 'unauthenticated') return say.unauthenticated
  // The request is read before anybody asks who may do it.
  if (organization === 'malformed' || inner === 'malformed') return say.malformed
  if (rule === 'addressee') {
    if (refusal === 'unverified') return say.unverified
    // Seed 003 tells somebody else's invitation from one that is not there.
    if (inner === 'unknown') return say.missing
    return refusal || inner === 'foreign' ? say['not-addressee'] : 'success'
  }
  const isMissing = inner === 'foreign' || inner === 'unknown'
  if (isMissing && seenBy[`${contract} ${name}`]?.includes(standing)) return say.missing
  if (refusal) return say[refusal]
  if (isMissing) return say.missing
  return served[contract]?.[name]?.(standing) ?? 'success'
}
