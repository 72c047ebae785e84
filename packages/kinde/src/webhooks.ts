import { type ProviderChange, ProviderError, type ProviderWebhooks } from '@tenantry/core/provider'
import { createRemoteJWKSet, customFetch, errors, type JWTPayload, jwtVerify } from 'jose'
import * as z from 'zod/mini'
import { type KindeRoles, rolesOf } from './roles.ts'

// Kinde goes on delivering for 36 hours.
const OLDEST_MS = 40 * 3_600_000
const EARLY_MS = 5 * 60_000
const LONGEST = 512 * 1024

// The same keys sign what people and machines carry: none of that may pass for news.
const TOKEN_CLAIMS = ['sub', 'scp', 'scope', 'azp', 'aud', 'exp']

const text = z.nullish(z.string())
const event = z.object({
  type: z.string(),
  event_id: z.string().check(z.minLength(1)),
  timestamp: z.string(),
  event_timestamp: text,
  data: z.object({}),
})
const id = z.string().check(z.minLength(1))
const user = z.object({
  user: z.object({
    id,
    email: text,
    first_name: text,
    last_name: text,
    organizations: z.nullish(z.array(z.object({ code: id, roles: z.nullish(z.array(z.object({ key: z.string() }))) }))),
  }),
})
const userGone = z.object({ user: z.object({ id }) })
const organization = z.object({ organization: z.object({ code: id, name: z.string() }) })
const organizationGone = z.object({ organization: z.object({ code: id }) })

export interface WebhooksOptions {
  /** The origin of the kinde.com domain, whose keys sign. */
  readonly url: string
  readonly roles: KindeRoles
  readonly fetch: typeof fetch
  readonly now: () => number
}

/** Reads Kinde's webhooks: their whole body is a signed token, which names nobody that it is for and never expires. */
export function webhooks({ url, roles, fetch, now }: WebhooksOptions): ProviderWebhooks {
  const keys = createRemoteJWKSet(new URL(`${url}/.well-known/jwks`), {
    timeoutDuration: 5000,
    [customFetch]: (address, init) => fetch(address, init as RequestInit),
  })

  return {
    async read(request) {
      const claims = await verified(await request.text())
      if (TOKEN_CLAIMS.some((claim) => claim in claims)) throw refused('unauthorized', 'it is an access token')
      const { data: read } = event.safeParse(claims)
      if (!read) throw refused('invalid', 'it is no event')
      const sent = Date.parse(read.timestamp)
      const age = now() - sent
      if (!(age <= OLDEST_MS && age >= -EARLY_MS)) throw refused('unauthorized', 'it is not of this time')
      const happened = Date.parse(read.event_timestamp ?? '')
      return {
        id: read.event_id,
        type: read.type,
        at: new Date(Number.isNaN(happened) ? sent : happened),
        changes: changesOf(read.type, claims.data, roles),
      }
    },
  }

  async function verified(token: string): Promise<JWTPayload> {
    if (token.length > LONGEST) throw refused('invalid', 'it is too long')
    try {
      const { payload } = await jwtVerify(token.trim(), keys, {
        algorithms: ['RS256'],
        typ: 'JWT',
        currentDate: new Date(now()),
      })
      return payload
    } catch (cause) {
      const isOurs =
        !(cause instanceof errors.JOSEError) || cause instanceof errors.JWKSTimeout || cause.code === 'ERR_JOSE_GENERIC'
      if (isOurs) throw refused('unavailable', `its keys cannot be read from ${url}`, cause)
      throw refused('unauthorized', 'nothing proves where it is from', cause)
    }
  }
}

function changesOf(type: string, data: unknown, roles: KindeRoles): readonly ProviderChange[] {
  switch (type) {
    case 'user.created':
    case 'user.updated':
      return changesOfUser(read(user, data).user, roles)
    case 'user.deleted':
      return [{ type: 'user.removed', subject: read(userGone, data).user.id }]
    case 'organization.created':
    case 'organization.updated': {
      const { code, name } = read(organization, data).organization
      return [{ type: 'organization.changed', organizationId: code, name }]
    }
    case 'organization.deleted':
      return [{ type: 'organization.removed', organizationId: read(organizationGone, data).organization.code }]
    default:
      return []
  }
}

type User = z.output<typeof user>['user']

/** Kinde tells of members by the person alone, and whether an address is verified not at all. */
function changesOfUser({ id: subject, email, first_name, last_name, organizations }: User, roles: KindeRoles) {
  const name = [first_name, last_name].filter(Boolean).join(' ') || null
  const changes: ProviderChange[] = [{ type: 'user.changed', subject, email: email ?? null, emailVerified: null, name }]
  // What is not told is not empty.
  if (!organizations) return changes
  const memberships = organizations.map(({ code, roles: held }) => ({
    organizationId: code,
    roles: rolesOf(
      roles,
      (held ?? []).map(({ key }) => key),
    ),
  }))
  return [...changes, { type: 'memberships.changed' as const, subject, memberships }]
}

function read<T>(schema: z.ZodMiniType<T>, data: unknown): T {
  const { data: found } = schema.safeParse(data)
  if (found === undefined) throw refused('invalid', 'its data has another shape than documented')
  return found
}

function refused(kind: 'unauthorized' | 'invalid' | 'unavailable', why: string, cause?: unknown): ProviderError {
  return new ProviderError(kind, { provider: 'kinde', message: `kinde: a webhook is refused, ${why}`, cause })
}
