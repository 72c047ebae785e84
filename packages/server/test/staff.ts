import { foundOrganization, type Person, type Running } from './start-tenantry.ts'

let turn = 0
/** A name that nothing else in this process has. */
export const fresh = (word: string) => `${word}-${++turn}`

/** A new organization with somebody in each of the default roles, and a stranger who has an organization of their own. */
export async function staff(running: Running) {
  const slug = fresh('staffed')
  const person = (name: string): Person & { readonly email: string } => ({
    email: `${name}@${slug}.example.com`,
    name: `${name} of ${slug}`,
  })
  const admin = person('admin')
  const organizationId = await foundOrganization(running, admin, slug)
  const strangers = await foundOrganization(running, person('stranger'), `not-${slug}`)

  async function hire(name: string, role: string) {
    const hired = person(name)
    const invitation = { email: hired.email, role }
    const params = { organizationId }
    const { results } = await running.as(admin).invitations.create({ params, body: { invitations: [invitation] } })
    const body = { invitation_id: results[0]?.invitation?.id ?? '' }
    await running.as(hired).invitations.accept({ body })
    return hired
  }

  return {
    organizationId,
    slug,
    person,
    admin,
    manager: await hire('manager', 'manager'),
    employee: await hire('employee', 'employee'),
    stranger: person('stranger'),
    /** The stranger's own organization. */
    strangers,
    hire,
  }
}

export type Staff = Awaited<ReturnType<typeof staff>>

/** What a refused call answers; fails when it was not refused. */
export async function refusal(call: Promise<unknown>) {
  const outcome = await call.then(
    () => null,
    (error: unknown) => error as { status: number; code: string; details?: unknown; retryAfter?: number },
  )
  if (outcome === null) throw new Error('It was not refused.')
  return outcome
}

/** An id that nothing has. */
export const nobodys = '01900000-0000-7000-8000-000000000000'
