import { type Check, isProviderError, type ProviderApi, type ProviderError } from '@tenantry/core/provider'
import * as z from 'zod/mini'
import { Anything } from './api.ts'
import type { Directory } from './directory.ts'
import { isLegacy, type Settings } from './settings.ts'

const Keys = z.object({ keys: z.array(z.unknown()) })

/** Looks at what an operator can get wrong, in the order in which one thing hides the next. */
export async function* checksOf(api: ProviderApi, directory: Directory, settings: Settings): AsyncIterable<Check> {
  const [key] = await look('Service key', () => serviceKey(api, settings))
  if (key) yield key
  // Without it nothing else can be seen.
  if (key?.state === 'failed') return
  yield* await look('Confirmed addresses', () => confirmation(directory))
  yield* await look('Keys of tokens', () => keys(api, settings))
  yield webhooks(settings)
}

const passed = (name: string, found: string): Check => ({ name, state: 'passed', found, remedy: null })

async function look(name: string, see: () => Promise<readonly Check[]>): Promise<readonly Check[]> {
  try {
    return await see()
  } catch (error) {
    if (!isProviderError(error)) throw error
    return [{ name, state: 'failed', found: error.message, remedy: remedyOf(error) }]
  }
}

function remedyOf({ kind }: ProviderError): string {
  if (kind === 'unauthorized' || kind === 'forbidden')
    return 'Copy a secret key from Supabase Dashboard › Project Settings › API Keys › Secret keys into SUPABASE_SERVICE_KEY.'
  if (kind === 'not_found')
    return 'Copy the Project URL from Supabase Dashboard › Project Settings › Data API into SUPABASE_URL.'
  if (kind === 'unavailable')
    return 'Let this server reach SUPABASE_URL, look whether the project is paused at Supabase Dashboard › Home, and try again.'
  return 'Look at Supabase Dashboard › Logs › Auth for the reason.'
}

async function serviceKey(api: ProviderApi, settings: Settings): Promise<readonly Check[]> {
  const name = 'Service key'
  await api.send({ method: 'GET', path: '/admin/users', query: { page: 1, per_page: 1 }, output: Anything })
  if (!isLegacy(settings.serviceKey)) return [passed(name, 'Supabase takes it')]
  const remedy =
    'Create a secret key at Supabase Dashboard › Project Settings › API Keys › Secret keys, and put it into SUPABASE_SERVICE_KEY.'
  return [{ name, state: 'warning', found: 'Supabase takes it, and gives up keys of its kind', remedy }]
}

async function confirmation(directory: Directory): Promise<readonly Check[]> {
  const name = 'Confirmed addresses'
  if (!(await directory.confirmsEverybody())) return [passed(name, 'people prove their address before they sign in')]
  const remedy = 'Switch on Supabase Dashboard › Authentication › Sign In / Providers › Email › Confirm email.'
  const found = 'Supabase confirms every address unseen, so none is believed, and everybody has to prove it here again'
  return [{ name, state: 'failed', found, remedy }]
}

async function keys(api: ProviderApi, { tokenSecret }: Settings): Promise<readonly Check[]> {
  const name = 'Keys of tokens'
  const { keys: found } = await api.send({ method: 'GET', path: '/.well-known/jwks.json', output: Keys })
  if (found.length > 0) return [passed(name, `${found.length} are published`)]
  const words = 'none are published: tokens are signed with a secret'
  if (tokenSecret)
    return [
      {
        name,
        state: 'warning',
        found: `${words}, which this server has`,
        remedy: 'Rotate to asymmetric keys at Supabase Dashboard › Project Settings › JWT Keys.',
      },
    ]
  const remedy =
    'Copy the secret from Supabase Dashboard › Project Settings › JWT Keys › Legacy JWT Secret into SUPABASE_JWT_SECRET, or rotate to asymmetric keys there.'
  return [{ name, state: 'failed', found: `${words}, which this server does not have`, remedy }]
}

function webhooks({ hookSecret, databaseWebhookSecret }: Settings): Check {
  const name = 'Webhooks'
  if (hookSecret !== null || databaseWebhookSecret !== null) return passed(name, 'their secret is set')
  const remedy =
    'Add one at Supabase Dashboard › Integrations › Database Webhooks for auth.users, to /api/webhooks/supabase, with the header x-webhook-secret, and put the same into SUPABASE_WEBHOOK_SECRET (`databaseWebhookSecret`).'
  return { name, state: 'warning', found: 'no secret: what changes at Supabase is not heard', remedy }
}
