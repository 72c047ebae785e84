import * as z from 'zod/mini'

/** The organization that is active in a session. */
export interface ActiveOrganization {
  readonly id: string
  readonly slug: string | null
  /** With its prefix, such as `org:admin`, whichever version of the token said so. */
  readonly role: string | null
  /** Such as `org:reports:read`; system permissions are never in a token. */
  readonly permissions: readonly string[]
}

/** What a session token says, the same for both versions. */
export interface SessionClaims {
  readonly subject: string
  readonly sessionId: string | null
  /** The origin of the page that the token was made for. */
  readonly authorizedParty: string | null
  /** Whether the session has a task left, such as choosing an organization: then it is no sign-in yet. */
  readonly isPending: boolean
  /** Null while none is active. */
  readonly organization: ActiveOrganization | null
}

const text = z.optional(z.string())
const Claims = z.object({
  sub: z.string(),
  sid: text,
  azp: text,
  sts: text,
  fea: text,
  o: z.nullish(z.object({ id: z.string(), slg: text, rol: text, per: text, fpm: text })),
  org_id: z.nullish(z.string()),
  org_slug: z.nullish(z.string()),
  org_role: z.nullish(z.string()),
  org_permissions: z.nullish(z.array(z.string())),
})
type Claims = z.output<typeof Claims>

/** Reads the claims of a verified session token of version 1 or 2; null when they are of another kind. */
export function sessionClaims(claims: unknown): SessionClaims | null {
  const { data } = Claims.safeParse(claims)
  if (!data) return null
  const { sub, sid = null, azp = null, sts } = data
  const organization = data.o ? ofVersion2(data.o, data.fea) : ofVersion1(data)
  return { subject: sub, sessionId: sid, authorizedParty: azp, isPending: sts === 'pending', organization }
}

function ofVersion1({ org_id, org_slug, org_role, org_permissions }: Claims): ActiveOrganization | null {
  if (!org_id) return null
  return { id: org_id, slug: org_slug ?? null, role: org_role ?? null, permissions: org_permissions ?? [] }
}

function ofVersion2({ id, slg, rol, per, fpm }: NonNullable<Claims['o']>, fea = ''): ActiveOrganization {
  return { id, slug: slg ?? null, role: rol ? `org:${rol}` : null, permissions: permissionsIn(fea, per, fpm) }
}

// `fpm` has one number for each feature of the organization; its bits, the lowest first, say which of `per` it has.
function permissionsIn(fea: string, per = '', fpm = ''): string[] {
  const names = per.split(',').filter(Boolean)
  const masks = fpm.split(',').map(Number)
  const features = fea.split(',').flatMap((feature) => {
    const [scope = '', name] = feature.split(':')
    return scope.includes('o') && name ? [name] : []
  })
  return features.flatMap((feature, index) =>
    names.filter((_, bit) => ((masks[index] ?? 0) >> bit) & 1).map((name) => `org:${feature}:${name}`),
  )
}
