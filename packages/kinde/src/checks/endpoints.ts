import { type Check, isProviderError, type ProviderError } from '@tenantry/core/provider'
import * as z from 'zod/mini'
import type { KindeApi } from '../api/kinde-api.ts'
import { PAGE_SIZE, pageOf, throughPages } from '../api/pages.ts'
import { done, organizationList, roleList, webhookList } from '../api/schemas.ts'
import type { KindeRoles } from '../roles.ts'
import { places } from './places.ts'

// Without a name nothing is made; should Kinde make something all the same, its code is needed to take it back.
const madeNothing = z.object({ organization: z.nullish(z.object({ code: z.string() })) })

/** Whether an organization can be created. A request without a name is refused for that, and for nothing before it. */
export async function singularCheck(api: KindeApi): Promise<Check> {
  const name = 'POST /api/v1/organization'
  const call = { scope: 'create:organizations', method: 'POST', path: '/organization' } as const
  try {
    const { organization } = await api.send({ ...call, body: {}, output: madeNothing })
    if (organization) await takeBack(api, organization.code)
  } catch (error) {
    if (!isProviderError(error)) throw error
    if (error.kind !== 'invalid') return failed(name, error, 'create:organizations')
  }
  return { name, state: 'passed', found: 'it answers, and nothing was created', remedy: null }
}

async function takeBack(api: KindeApi, org_code: string): Promise<void> {
  const call = { scope: 'delete:organizations', method: 'DELETE', path: '/organization/{org_code}' } as const
  await api.send({ ...call, params: { org_code }, output: done })
}

const listed =
  'it lists everybody’s; it creates none (404), and no machine token can ask it for those of one person: they are in our database'

/** Whether organizations are listed: by the plural path, which is for nothing else. */
export async function pluralCheck(api: KindeApi): Promise<Check> {
  const name = 'GET /api/v1/organizations'
  const call = { scope: 'read:organizations', method: 'GET', path: '/organizations' } as const
  try {
    await api.send({ ...call, query: { page_size: 1 }, output: organizationList })
    return { name, state: 'passed', found: listed, remedy: null }
  } catch (error) {
    if (isProviderError(error)) return failed(name, error, call.scope)
    throw error
  }
}

/** Whether Kinde has every role that we give. */
export async function rolesCheck(api: KindeApi, roles: KindeRoles): Promise<Check> {
  const name = 'Roles'
  const missing = new Set(Object.values(roles))
  const call = { scope: 'read:roles', method: 'GET', path: '/roles' } as const
  const pages = throughPages(async (next_token) => {
    const query = { page_size: PAGE_SIZE, next_token: next_token ?? undefined }
    const page = await api.send({ ...call, query, output: roleList })
    return pageOf(page.roles, page.next_token)
  })
  try {
    for await (const { key } of pages) missing.delete(key)
  } catch (error) {
    if (isProviderError(error)) return unseen(name, error, call.scope)
    throw error
  }
  if (missing.size === 0) return { name, state: 'passed', found: Object.values(roles).join(', '), remedy: null }
  const keys = [...missing].join(', ')
  return {
    name,
    state: 'failed',
    found: `Kinde has no role with the key ${keys}`,
    remedy: `add it with exactly this key: ${places.roles}; or name another in the option \`roles\``,
  }
}

const EVENTS = ['user.updated', 'user.deleted', 'organization.updated', 'organization.deleted']

/** Whether Kinde tells anybody of what we listen for. Our own address is known to the server, not here. */
export async function webhooksCheck(api: KindeApi): Promise<Check> {
  const name = 'Webhooks'
  const call = { scope: 'read:webhooks', method: 'GET', path: '/webhooks' } as const
  const remedy = `let one with the endpoint <public URL>/api/webhooks/kinde send ${EVENTS.join(', ')}: ${places.webhooks}`
  try {
    const webhooks = (await api.send({ ...call, output: webhookList })).webhooks ?? []
    const ours = webhooks.filter(({ endpoint }) => endpoint.endsWith('/webhooks/kinde'))
    if (ours.length === 0) return { name, state: 'warning', found: 'none leads to …/webhooks/kinde', remedy }
    const missing = EVENTS.filter((event) => !ours.some(({ event_types }) => event_types?.includes(event)))
    if (missing.length > 0) return { name, state: 'warning', found: `none sends ${missing.join(', ')}`, remedy }
    return { name, state: 'passed', found: ours.map(({ endpoint }) => endpoint).join(', '), remedy: null }
  } catch (error) {
    if (isProviderError(error)) return unseen(name, error, call.scope)
    throw error
  }
}

function failed(name: string, error: ProviderError, scope: string): Check {
  return { name, state: 'failed', found: error.message, remedy: remedyFor(error, scope) }
}

/** What only the check needs may be missing. */
function unseen(name: string, error: ProviderError, scope: string): Check {
  return { name, state: 'warning', found: `it cannot be seen: ${error.message}`, remedy: remedyFor(error, scope) }
}

function remedyFor({ kind }: ProviderError, scope: string): string {
  if (kind === 'forbidden') return `tick ${scope} and save: ${places.scopes}`
  return `see that Kinde can be reached from here, and compare KINDE_API_URL with the Domain shown ${places.keys}`
}
