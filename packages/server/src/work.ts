import { type Endpoint, isSafe, statusOf, TenantryError } from '@tenantry/core'
import type { Provider } from '@tenantry/core/provider'
import type { MadeAccount } from './accounts/accounts.ts'
import { idempotencyKey } from './idempotency/key.ts'
import type { RequestKey } from './idempotency/queries.ts'
import type { Outbox } from './outbox.ts'
import type { Route } from './routes.ts'
import type { Services } from './services.ts'
import type { Course } from './sync/begin-creation.ts'
import type { SignedIn } from './tokens/access-token.ts'
import { hashToken } from './tokens/secret-token.ts'

/** A request that was read: who sent it, and what it says. */
export interface Asked {
  readonly route: Route
  readonly input: Readonly<Record<string, unknown>>
  readonly text: string
  readonly identity: SignedIn | null
  readonly request: Request
  readonly ip: string
  readonly services: Services
  /** Set when the caller has no calls left: then only an earlier answer is given. */
  readonly refusal: TenantryError | null
}

/** What all tries of its transaction have in common. */
export interface Work extends Asked {
  /** Null without a key: then it may be answered more than once. */
  readonly claim: RequestKey | null
  readonly tokenHash: string | null
  readonly password: string
  readonly progress: Progress
}

/** How far it came: what a try did outside of the database, to be told or taken back. */
interface Progress {
  /** What each try left behind. */
  readonly outboxes: Outbox[]
  course: Course
  account: MadeAccount | null
  mails: number
}

/** Works out, before the transaction, what each of its tries needs. @throws when the key is not one */
export async function workOf(asked: Asked): Promise<Work> {
  const { input, services, refusal } = asked
  return {
    ...asked,
    claim: await claimOf(asked),
    tokenHash: await heldToken(input),
    password: refusal ? '' : await hashedPassword(input, services.provider),
    progress: { outboxes: [], course: { newOrganizationId: services.newId(), made: null }, account: null, mails: 0 },
  }
}

/** Makes the errors of an endpoint, each with the status that it gives it. */
export function failOf(endpoint: Endpoint) {
  return (code: keyof Endpoint['errors'], details?: Record<string, unknown>) =>
    new TenantryError(code, { status: statusOf(endpoint, code), ...(details && { details }) })
}

async function claimOf({ route, request, text, services }: Asked): Promise<RequestKey | null> {
  const key = isSafe(route.endpoint) ? null : idempotencyKey(request)
  if (!key) return null
  const { method } = request
  const path = new URL(request.url).pathname
  return { method, path, key, requestHash: await services.keys.fingerprint(`${method} ${path}\n${text}`) }
}

// Before the transaction: hashing takes long on purpose, and would keep a connection, or the whole of PGlite, from others.
async function hashedPassword(input: Readonly<Record<string, unknown>>, { hashPassword }: Provider): Promise<string> {
  const { body } = input
  if (typeof body !== 'object' || body === null || !('password' in body) || typeof body.password !== 'string') return ''
  return hashPassword ? hashPassword(body.password) : body.password
}

// A token in the request opens, in row-level security, the one row that it was made for.
async function heldToken(input: Readonly<Record<string, unknown>>): Promise<string | null> {
  for (const part of [input.query, input.body]) {
    if (typeof part === 'object' && part !== null && 'token' in part && typeof part.token === 'string')
      return hashToken(part.token)
  }
  return null
}
