import { type Check, isProviderError, type ProviderApi, type ProviderError } from '@tenantry/core/provider'
import * as z from 'zod/mini'
import { issuersAt } from './frontend-api.ts'
import type { Settings } from './settings.ts'
import { pageOf } from './shapes.ts'

const OrganizationSettings = z.object({ enabled: z.boolean(), slug_disabled: z.optional(z.boolean()) })
const Roles = pageOf(z.object({ key: z.string() }))
const Keys = z.object({ keys: z.array(z.unknown()) })

/** Looks at what an operator can get wrong, in the order in which one thing hides the next. */
export async function* checksOf(api: ProviderApi, settings: Settings): AsyncIterable<Check> {
  yield sameInstance(settings)
  const organizations = await look('Organizations', () => organizationSettings(api))
  yield* organizations
  // Without the key nothing else can be seen.
  if (organizations.some(({ state, remedy }) => state === 'failed' && remedy === NEW_KEY)) return
  yield* await look('Roles', () => roles(api, settings))
  yield* await look('Issuer of tokens', () => issuer(api, settings))
  yield* await look('Keys of tokens', () => keys(api))
  yield webhooks(settings)
}

const NEW_KEY =
  'Copy a secret key from Clerk Dashboard › Configure › API keys › Secret keys into CLERK_SECRET_KEY, of the same instance as the publishable key.'

async function look(name: string, see: () => Promise<readonly Check[]>): Promise<readonly Check[]> {
  try {
    return await see()
  } catch (error) {
    if (!isProviderError(error)) throw error
    const isRefused = error.kind === 'unauthorized'
    return [{ name: isRefused ? 'Secret key' : name, state: 'failed', found: error.message, remedy: remedyOf(error) }]
  }
}

function remedyOf({ kind, code }: ProviderError): string {
  if (kind === 'unauthorized') return NEW_KEY
  if (code === 'organization_not_enabled_in_instance') return ENABLE
  if (kind === 'unavailable')
    return 'Let this server reach https://api.clerk.com on port 443, look at https://status.clerk.com, and try again.'
  if (kind === 'rate_limited') return 'Wait ten seconds: development instances allow 100 calls in that time.'
  return 'Look at Clerk Dashboard › Logs for the reason, and at Clerk Dashboard › Plans for what the plan allows.'
}

const ENABLE = 'Switch on Clerk Dashboard › Configure › Organization management › Settings › Enable organizations.'
const passed = (name: string, found: string): Check => ({ name, state: 'passed', found, remedy: null })

function sameInstance({ secretKey, publishableKey }: Settings): Check {
  const name = 'Keys of one instance'
  const [, secret] = secretKey.split('_')
  const [, published = secret] = publishableKey?.split('_') ?? []
  if (secret === published) return passed(name, `the keys are ${secret} keys`)
  return {
    name,
    state: 'failed',
    found: `the secret key is ${secret}, the publishable key ${published}`,
    remedy: NEW_KEY,
  }
}

async function organizationSettings(api: ProviderApi): Promise<readonly Check[]> {
  const path = '/instance/organization_settings'
  const { enabled, slug_disabled } = await api.send({ method: 'GET', path, output: OrganizationSettings })
  const key = passed('Secret key', 'Clerk takes it')
  if (!enabled) return [key, { name: 'Organizations', state: 'failed', found: 'they are switched off', remedy: ENABLE }]
  const slugs: Check = slug_disabled
    ? {
        name: 'Slugs',
        state: 'warning',
        found: 'they are switched off, so Clerk makes up others, and finding an organization again takes longer',
        remedy:
          'Switch on Clerk Dashboard › Configure › Organization management › Settings › Enable organization slugs.',
      }
    : passed('Slugs', 'they are switched on')
  return [key, passed('Organizations', 'they are switched on'), slugs]
}

async function roles(api: ProviderApi, settings: Settings): Promise<readonly Check[]> {
  const { data } = await api.send({ method: 'GET', path: '/organization_roles', query: { limit: 500 }, output: Roles })
  const missing = [...new Set(Object.values(settings.roles))].filter((role) => !data.some(({ key }) => key === role))
  if (missing.length === 0) return [passed('Roles', 'every role of the adapter is there')]
  const remedy = `Add ${missing.join(', ')} at Clerk Dashboard › Configure › Organization management › Roles & Permissions, or change the roles of clerk().`
  return [{ name: 'Roles', state: 'failed', found: `Clerk has no ${missing.join(', ')}`, remedy }]
}

async function issuer(api: ProviderApi, settings: Settings): Promise<readonly Check[]> {
  const name = 'Issuer of tokens'
  const known = await issuersAt(api)
  if (known.includes(settings.issuer)) return [passed(name, settings.issuer)]
  const remedy =
    'Copy the publishable key from Clerk Dashboard › Configure › API keys into CLERK_PUBLISHABLE_KEY, or the Frontend API URL shown there into issuer.'
  const found = `tokens of ${settings.issuer} are expected, and the instance issues those of ${known.join(', ') || 'none'}`
  return [{ name, state: 'failed', found, remedy }]
}

async function keys(api: ProviderApi): Promise<readonly Check[]> {
  const { keys: found } = await api.send({ method: 'GET', path: '/jwks', output: Keys })
  if (found.length > 0) return [passed('Keys of tokens', `${found.length} are published`)]
  const remedy = 'Look at Clerk Dashboard › Configure › API keys › Show JWT public key.'
  return [{ name: 'Keys of tokens', state: 'failed', found: 'none are published', remedy }]
}

function webhooks({ webhookSecret }: Settings): Check {
  if (webhookSecret !== null) return passed('Webhooks', 'their signing secret is set')
  const remedy =
    'Add an endpoint at Clerk Dashboard › Configure › Webhooks for /api/webhooks/clerk with the events user, organization and organizationMembership, and copy its Signing Secret into CLERK_WEBHOOK_SIGNING_SECRET.'
  return { name: 'Webhooks', state: 'warning', found: 'no signing secret: what changes at Clerk is not heard', remedy }
}
