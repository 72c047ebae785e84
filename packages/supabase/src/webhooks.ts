import { type ProviderChange, ProviderError, type ProviderEvent, type ProviderWebhooks } from '@tenantry/core/provider'
import { Webhook } from 'standardwebhooks'
import * as z from 'zod/mini'
import type { Settings } from './settings.ts'
import { nameOf, User } from './shapes.ts'

const Hook = z.object({
  metadata: z.object({ uuid: z.optional(z.string()), time: z.optional(z.string()), name: z.string() }),
  user: z.optional(User),
})
const Row = z.object({
  id: z.string(),
  email: z.nullish(z.string()),
  email_confirmed_at: z.nullish(z.string()),
  raw_user_meta_data: z.nullish(z.record(z.string(), z.unknown())),
  updated_at: z.nullish(z.string()),
})
const RowChange = z.object({
  type: z.enum(['INSERT', 'UPDATE', 'DELETE']),
  schema: z.string(),
  table: z.string(),
  record: z.nullish(z.record(z.string(), z.unknown())),
  old_record: z.nullish(z.record(z.string(), z.unknown())),
})

/** The header of database webhooks that the operator has to add, for they are not signed. */
const SECRET_HEADER = 'x-webhook-secret'

/** Reads calls of auth hooks and of database webhooks on `auth.users`; null when there is a secret for neither. */
export function webhooksOf({ hookSecret, databaseWebhookSecret, now }: Settings): ProviderWebhooks | null {
  if (hookSecret === null && databaseWebhookSecret === null) return null
  const hook = hookSecret === null ? null : new Webhook(hookSecret.replace(/^v1,/, ''))

  return {
    async read(request) {
      const { headers } = request
      // As it came: the signature is over these very bytes.
      const body = await request.text()
      const isHook = headers.has('webhook-signature')
      if (
        isHook ? !isSigned(hook, headers, body) : !(await isSecret(headers.get(SECRET_HEADER), databaseWebhookSecret))
      )
        throw refused('nothing proves that a webhook is from Supabase, or it is too old', 'unauthorized')
      try {
        const value: unknown = JSON.parse(body)
        return isHook ? ofHook(value, headers, now) : await ofRow(value, body, now)
      } catch (cause) {
        throw refused('a webhook of Supabase has another shape than documented', 'invalid', cause)
      }
    },
  }
}

function isSigned(hook: Webhook | null, headers: Headers, body: string): boolean {
  try {
    hook?.verify(body, Object.fromEntries(headers), { jsonParse: false })
    return hook !== null
  } catch {
    return false
  }
}

// Their hashes differ from the first letter on, so how long comparing takes says nothing of the secret.
async function isSecret(given: string | null, secret: string | null): Promise<boolean> {
  return given !== null && secret !== null && (await sha256(given)) === (await sha256(secret))
}

function ofHook(value: unknown, headers: Headers, now: () => number): ProviderEvent {
  const { metadata, user } = Hook.parse(value)
  const { uuid, time, name } = metadata
  // Before is not yet: what is only about to happen may be refused.
  const changes = user && !name.startsWith('before-') ? [changed(user)] : []
  return { id: uuid ?? headers.get('webhook-id') ?? '', type: name, at: new Date(time ?? now()), changes }
}

async function ofRow(value: unknown, body: string, now: () => number): Promise<ProviderEvent> {
  const { type, schema, table, record, old_record } = RowChange.parse(value)
  const event = { id: await sha256(body), type: `${schema}.${table} ${type}` }
  if (schema !== 'auth' || table !== 'users') return { ...event, at: new Date(now()), changes: [] }
  const row = Row.parse(type === 'DELETE' ? old_record : record)
  const user = { ...row, user_metadata: row.raw_user_meta_data }
  const removed: ProviderChange = { type: 'user.removed', subject: row.id }
  const at = new Date(type === 'DELETE' ? now() : (row.updated_at ?? now()))
  return { ...event, at, changes: [type === 'DELETE' ? removed : changed(user)] }
}

function changed(user: Pick<User, 'id' | 'email' | 'email_confirmed_at' | 'user_metadata'>): ProviderChange {
  const { id, email, email_confirmed_at } = user
  // Whether being confirmed proves anything depends on the project, which the event does not say.
  const emailVerified = email_confirmed_at ? null : false
  return { type: 'user.changed', subject: id, email: email || null, emailVerified, name: nameOf(user) }
}

async function sha256(text: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

function refused(message: string, kind: 'unauthorized' | 'invalid', cause?: unknown): ProviderError {
  return new ProviderError(kind, { provider: 'supabase', message, cause })
}
