import type { Known, Member, Model } from './state.ts'

// The product's rules once more, in other words than the server's: what the two disagree on is wrong in one of them.

/** The roles from the least to the most; the last one is what no role is called. */
export const roles = ['employee', 'manager', 'admin', 'nobody'] as const
export const isRole = (role: string) => role !== 'nobody'

/** Somebody's active membership in an organization. */
export const standing = (model: Model, user: string, organization: string) =>
  model.members.find((member) => member.user === user && member.organization === organization && member.isActive)

export const memberOf = (model: Model, user: string, organization: string) =>
  model.members.find((member) => member.user === user && member.organization === organization)

export const organizationOf = (model: Model, id: string) => model.organizations.find((one) => one.id === id)

const admins = (model: Model, organization: string) =>
  model.members.filter((one) => one.organization === organization && one.role === 'admin' && one.isActive)

/** Tells whether somebody is the one active admin that is left. */
export const isLast = (model: Model, member: Member | undefined) =>
  member?.role === 'admin' && member.isActive && admins(model, member.organization).length === 1

export function isFull(model: Model, organization: string): boolean {
  const seats = organizationOf(model, organization)?.seats ?? null
  const taken = model.members.filter((one) => one.organization === organization && one.isActive).length
  return seats !== null && taken >= seats
}

export const domainOf = (email: string) => email.slice(email.indexOf('@') + 1)

/** Tells whether an organization takes people with an address. */
export function admits(model: Model, organization: string, email: string): boolean {
  const found = organizationOf(model, organization)
  return !found?.isDomainRequired || found.domain === domainOf(email)
}

/** Lets somebody in; the first membership is the default. */
export function enter(
  model: Model,
  { team = null, isActive = true, ...member }: Pick<Member, 'user' | 'organization' | 'role'> & Partial<Member>,
) {
  const isDefault = !model.members.some(({ user }) => user === member.user)
  model.members.push({ ...member, team, isActive, isDefault })
}

/**
 * Ends a membership: the default passes on, and invitations of admins go with whoever sent them, as does one that waits for somebody
 * who is removed.
 */
export function end(model: Model, member: Member, how: 'left' | 'removed'): void {
  model.members = model.members.filter((one) => one !== member)
  const own = how === 'removed' ? model.users.find(({ id }) => id === member.user)?.email : undefined
  closeDoors(model, member, own)
  if (!member.isDefault) return
  const others = model.members.filter((one) => one.user === member.user)
  const next = others.find((one) => one.isActive) ?? others[0]
  if (next) next.isDefault = true
}

/** Changes a membership; whoever stops being an admin leaves no door for admins open. */
export function change(model: Model, member: Member, what: Partial<Member>): void {
  const wasAdmin = member.role === 'admin' && member.isActive
  Object.assign(member, what)
  if (wasAdmin && !(member.role === 'admin' && member.isActive)) closeDoors(model, member)
}

function closeDoors(model: Model, { organization, user }: Member, own?: string): void {
  for (const one of model.invitations) {
    if (one.organization !== organization || one.status !== 'pending') continue
    if (one.email !== own && !(one.inviter === user && one.role === 'admin')) continue
    one.status = 'revoked'
    note(model, 'invitation.revoked', organization, one.id)
  }
}

/** Writes an audit event down. */
export function note(model: Model, action: string, organization: string | null, target: string): void {
  model.events.push(`${action} ${organization ?? '-'} ${target}`)
}

/** Who may be asked about an organization: an admin most of the time, and anybody else now and then. */
export function actorIn(model: Model, organization: string, people: readonly Known[], turn: number): Known {
  const those = admins(model, organization).flatMap(({ user }) => people.filter(({ id }) => id === user))
  const choice = [...those, ...those, ...those, ...those, ...those, ...those, ...people]
  return choice[turn % choice.length] as Known
}
