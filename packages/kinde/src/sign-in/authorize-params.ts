/** What a link to `/login` or `/register` may pass on to Kinde; whatever else stands in it is left out. */
const PASSED_ON: ReadonlySet<string> = new Set([
  'org_code',
  'org_name',
  'is_create_org',
  'invitation_code',
  'login_hint',
  'lang',
  'connection_id',
  'prompt',
  'workflow_deployment_id',
  'plan_interest',
  'pricing_table_key',
  'utm_source',
  'utm_medium',
  'utm_campaign',
  'utm_content',
  'utm_term',
  'gclid',
])

/** Those that an expired link may bring back: it comes unsigned, so it may not choose `prompt`. */
const AFTER_EXPIRY: ReadonlySet<string> = new Set([...PASSED_ON].filter((name) => name !== 'prompt'))

const PROMPTS = new Set(['login', 'create', 'none'])
const LONGEST = 512

/** What goes to Kinde beside what OpenID Connect asks for. */
export function authorizeParams(query: URLSearchParams, isRegistering: boolean): Readonly<Record<string, string>> {
  const params: Record<string, string> = {}
  for (const [name, value] of query) if (PASSED_ON.has(name) && isSound(value)) params[name] ??= value
  if (params.prompt !== undefined && !PROMPTS.has(params.prompt)) delete params.prompt
  if (params.is_create_org !== 'true') delete params.is_create_org
  // Kinde opens the app's login with the code alone, and wants these beside it.
  if (params.invitation_code) params.is_invitation = 'true'
  if (isRegistering || params.invitation_code || params.is_create_org) params.prompt = 'create'
  // An expired link comes back to us instead of ending on a page of Kinde's.
  params.supports_reauth = 'true'
  return params
}

/** Reads what Kinde gives back of a sign-in whose link has expired; null when that cannot be read. */
export function reauthParams(state: string | null): URLSearchParams | null {
  const given = state === null || state.length > 4096 ? null : decode(state)
  if (given === null) return null
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(given)) {
    if (AFTER_EXPIRY.has(name) && (typeof value === 'string' || typeof value === 'boolean'))
      params.set(name, String(value))
  }
  return params
}

function decode(state: string): Readonly<Record<string, unknown>> | null {
  try {
    const bytes = Uint8Array.from(atob(state.replaceAll('-', '+').replaceAll('_', '/')), (each) => each.charCodeAt(0))
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null
  } catch {
    return null
  }
}

// Control characters have no place in a name, a code or an address.
function isSound(value: string): boolean {
  return value !== '' && value.length <= LONGEST && !/\p{Cc}/u.test(value)
}
