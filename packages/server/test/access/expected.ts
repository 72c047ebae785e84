import type { Cell } from './cells.ts'
import { policy, seenBy } from './policy.ts'
import { type Refusal, refusalOf, type Standing } from './rules.ts'
import type { PrincipalName } from './world.ts'

/** How each contract says no. `stranger` is also the answer about an organization that is not there. */
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
  // Seed 002 asks for 403 where the caller is no member, and what can be no id is simply not found.
  orgs: {
    unauthenticated: 401,
    unverified: 403,
    stranger: 403,
    'not-allowed': 403,
    'not-addressee': 403,
    malformed: 404,
    missing: 404,
  },
  users: {
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

/** What somebody is in one of the two tenants. */
export function standingIn(tenant: 'own' | 'foreign', principal: PrincipalName): Standing {
  if (principal === 'superAdmin') return 'admin'
  if (tenant === 'foreign') return principal === 'adminElsewhere' ? 'admin' : null
  return homes[principal] ?? null
}

/** What the caller of a cell is in the organization that the request is about. */
export function standingOf({ principal, organization, name }: Cell): Standing {
  if (organization === 'unknown' || organization === 'malformed') return null
  // Nobody's default organization is one that they are no member of.
  if (principal === 'superAdmin' && (organization === 'default' || forMembers.includes(name))) return null
  if (organization === 'default') return standingIn(principal === 'adminElsewhere' ? 'foreign' : 'own', principal)
  return standingIn(organization, principal)
}

/** The status that a cell is answered with; `success` for any that its endpoint declares. */
export function expectedStatus(cell: Cell): number | 'success' {
  const { contract, name, principal, organization, inner } = cell
  const rule = policy[contract]?.[name]
  if (!rule) throw new Error(`The policy table has no row for ${contract} ${name}.`)
  const say = refusals[contract]
  if (!say) throw new Error(`How does ${contract} say no?`)
  const standing = standingOf(cell)
  // The member whom requests name by an id of the own organization is its employee.
  const isSelf = principal === 'employee' && inner === 'own'
  const refusal = refusalOf(rule, { principal, standing, isSelf })
  if (refusal === 'unauthenticated') return say.unauthenticated
  // The request is read before anybody asks who may do it.
  if (organization === 'malformed' || inner === 'malformed') return say.malformed
  if (rule === 'addressee') {
    if (refusal === 'unverified') return say.unverified
    // Seeds 002 and 003 tell somebody else's invitation from one that is not there.
    if (inner === 'unknown') return say.missing
    return refusal || inner === 'foreign' ? say['not-addressee'] : 'success'
  }
  const isMissing = inner === 'foreign' || inner === 'unknown'
  if (isMissing && seenBy[`${contract} ${name}`]?.includes(standing)) return say.missing
  if (refusal) return say[refusal]
  if (isMissing) return say.missing
  return served[contract]?.[name]?.(standing) ?? 'success'
}
