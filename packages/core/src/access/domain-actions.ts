import { may, type Permission, type Role } from './roles.ts'

/** What can be done with a domain of an organization. */
export const domainActs = ['verify', 'remove'] as const

/** `verify` looks for the DNS record that proves a domain; after `remove` nobody comes in by it any more. */
export type DomainAct = (typeof domainActs)[number]

const needed: Readonly<Record<DomainAct, Permission>> = { verify: 'domains:manage', remove: 'domains:manage' }

/** What has to be known of a domain before anything is done with it. */
export interface DomainState {
  readonly status: 'unverified' | 'email' | 'dns'
  /** Whether anybody can have an address there. */
  readonly isPublic: boolean
}

/** Lists what somebody with a role may do with a domain: what is proved, or opens no door anyway, needs no proof. */
export function domainActions(roles: readonly Role[], caller: string, { status, isPublic }: DomainState): DomainAct[] {
  const done = status === 'dns' || isPublic
  return domainActs.filter((act) => may(roles, caller, needed[act]) && !(act === 'verify' && done))
}
