import type { Seeded } from './seed.ts'

/** A request of somebody who wants something at the same time as others. */
export interface Ask {
  readonly by: Seeded
  readonly method: 'POST' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly body?: object
  readonly key?: string
  /** How many memberships there are more when it succeeds. @default 0 */
  readonly gains?: number
}

/** One of those who meet: a request, or the admin's hand in the database. */
export type Contender = Ask | { readonly by: Seeded; readonly revoke: string }

const post = (by: Seeded, path: string, body: object, rest: Partial<Ask> = {}): Ask => ({
  by,
  method: 'POST',
  path,
  body,
  ...rest,
})
const keyed = (key: string | undefined) => (key === undefined ? {} : { key })
const of = (organization: string, path = '') => `/api/organizations/${organization}${path}`

export const accept = (by: Seeded, invitation_id: string, key?: string): Ask =>
  post(by, '/api/invitations/accept', { invitation_id }, { ...keyed(key), gains: 1 })
export const decline = (by: Seeded, invitation_id: string): Ask =>
  post(by, '/api/invitations/decline', { invitation_id })
export const create = (by: Seeded, slug: string, key?: string): Ask =>
  post(by, '/api/organizations', { name: slug, slug }, { ...keyed(key), gains: 1 })
export const makeDefault = (by: Seeded, organization: string): Ask => post(by, of(organization, '/default'), {})
export const revoke = (by: Seeded, invitation: string): Contender => ({ by, revoke: invitation })
export const invite = (by: Seeded, organization: string, email: string): Ask =>
  post(by, of(organization, '/invitations'), { invitations: [{ email, role: 'employee' }] })
export const demote = (by: Seeded, organization: string, { id }: Seeded): Ask => ({
  by,
  method: 'PATCH',
  path: of(organization, `/members/${id}`),
  body: { role: 'employee' },
})
export const remove = (by: Seeded, organization: string, { id }: Seeded): Ask => ({
  by,
  method: 'DELETE',
  path: of(organization, `/members/${id}`),
  gains: -1,
})
export const leave = (by: Seeded, organization: string): Ask => post(by, of(organization, '/leave'), {}, { gains: -1 })
export const transfer = (by: Seeded, organization: string, { id }: Seeded): Ask =>
  post(by, of(organization, '/transfer-ownership'), { user_id: id })
export const rename = (by: Seeded, organization: string, slug: string): Ask => ({
  by,
  method: 'PATCH',
  path: of(organization),
  body: { slug },
})
export const destroy = (by: Seeded, organization: string, gains: number): Ask => ({
  by,
  method: 'DELETE',
  path: of(organization),
  gains,
})

/** How many memberships the successes among these must have made; a request sent again with its key made one, once. */
export function gains(won: readonly Contender[]): number {
  const asked = won.filter((one): one is Ask => 'path' in one)
  const once = new Map(asked.map((one) => [one.key ?? one, one.gains ?? 0]))
  return [...once.values()].reduce((sum, one) => sum + one, 0)
}

/** As many of something as are wanted. */
export const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index))
