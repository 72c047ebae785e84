import { expect } from 'vitest'
import type { Limiter } from '../../src/limits/limiter.ts'
import { changesNothing } from '../seed-003/proofs.ts'
import { type Engine, invite, type Person, type Running, startTenantry } from '../start-tenantry.ts'

export const ada = { sub: 'ada', email: 'ada@example.com' }
/** Somebody of whom no answer to anybody else may tell. */
const hidden = 'hidden-person@example.org'

/** One endpoint that takes a body, and a body that it takes. */
export interface Accepting {
  readonly path: string
  readonly as: Person | null
  readonly body: Readonly<Record<string, unknown>>
}

export interface Attack {
  readonly running: Running
  readonly organizationId: string
  readonly invitationId: string
  readonly token: string
  readonly endpoints: readonly Accepting[]
}

// What is counted here are refusals of bad input, not of too much input.
const unlimited: Limiter = {
  take: async () => ({ allowed: true, retryAfter: 0 }),
  giveBack: async () => {},
  close: async () => {},
}

/** Starts a server with somebody in it, and an organization of which outsiders must learn nothing. */
export async function startAttack(engine: Engine): Promise<Attack> {
  const running = await startTenantry(engine, { limiter: unlimited })
  const body = { name: 'Acme', slug: 'acme-under-attack' }
  const { organization } = await running.as(ada).organizations.create({ body })
  const other = { sub: 'other', email: 'other@example.com' }
  const theirs = await running.as(other).organizations.create({ body: { name: 'Theirs', slug: 'theirs' } })
  await invite(running, other, theirs.organization.id, hidden)
  const invitationId = await invite(running, other, theirs.organization.id, ada.email)
  const token = await running.tokenFor(hidden)
  await running.tokenFor(ada.email)
  const organizationId = organization.id
  return {
    running,
    organizationId,
    invitationId,
    token,
    endpoints: endpointsOf({ organizationId, invitationId, token }),
  }
}

function endpointsOf({
  organizationId,
  invitationId,
  token,
}: Pick<Attack, 'organizationId' | 'invitationId' | 'token'>) {
  const password = 'a made-up passphrase'
  const signup = { email: 'new@example.com', password, full_name: 'New Person', redirect: '/x' }
  const invitation = { email: 'invited@example.com', role: 'employee', team_id: null }
  const organization = {
    name: 'Beta',
    slug: 'beta',
    google_domain: 'beta.example',
    require_google_domain: false,
    country_code: 'PL',
  }
  return [
    { path: '/api/auth/signup', as: null, body: signup },
    {
      path: '/api/auth/signup-with-invitation',
      as: null,
      body: { token, password, confirmPassword: password, full_name: 'N' },
    },
    { path: '/api/auth/resend-verification', as: null, body: { email: 'new@example.com', redirect: '/x' } },
    { path: '/api/organizations', as: ada, body: organization },
    { path: `/api/organizations/${organizationId}/invitations`, as: ada, body: { invitations: [invitation] } },
    { path: '/api/invitations/accept', as: ada, body: { invitation_id: invitationId } },
    { path: '/api/invitations/decline', as: ada, body: { invitation_id: invitationId, reason: 'No' } },
  ] satisfies Accepting[]
}

export interface Shot {
  readonly method?: string
  readonly as?: Person | null
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: BodyInit | null
}

/** Sends one request as it is. */
export async function shoot(
  { running }: Attack,
  path: string,
  { method = 'POST', as = null, headers = {}, body = null }: Shot,
) {
  const sent = new Headers({ 'content-type': 'application/json' })
  if (as) sent.set('authorization', `Bearer ${await running.token(as)}`)
  for (const [name, value] of Object.entries(headers)) {
    if (value === '') sent.delete(name)
    else sent.set(name, value)
  }
  const streamed = body instanceof ReadableStream ? { duplex: 'half' as const } : {}
  const response = await running.send(path, { method, headers: sent, body, ...streamed })
  return { status: response.status, headers: response.headers, text: await response.text() }
}

export type Answered = Awaited<ReturnType<typeof shoot>>

const LEAKS = /\bselect\b|\binsert\b|postgres|kysely|pglite|constraint|violates|relation|zod|node_modules|\n\s+at /i

/** Proves that a refusal has this status and code, the standard form, and nothing that is not the caller's. */
export function expectRefusal(answer: Answered, status: number, code: string, what: string): void {
  expect([answer.status, answer.text && JSON.parse(answer.text).code], what).toEqual([status, code])
  const { error, message, code: _, details = {}, ...others } = JSON.parse(answer.text)
  expect([typeof error, typeof message, typeof details, Object.keys(others)], what).toEqual([
    'string',
    'string',
    'object',
    [],
  ])
  expect(answer.headers.get('content-type'), what).toMatch(/^application\/json/)
  expect(answer.headers.get('x-content-type-options'), what).toBe('nosniff')
  expect(answer.headers.get('cache-control'), what).toBe('no-store')
  expect(answer.text, what).not.toMatch(LEAKS)
  expect(answer.text, what).not.toContain(hidden)
  expect(answer.text.length, what).toBeLessThan(20_000)
}

/** Proves that no request of an act is taken: every answer is a refusal and every table stays as it was. */
export async function leavesNoTrace({ running }: Attack, act: () => Promise<unknown>): Promise<void> {
  await changesNothing(running, act)
  expect(running.faults).toEqual([])
  expect(Object.prototype).not.toHaveProperty('polluted')
}
