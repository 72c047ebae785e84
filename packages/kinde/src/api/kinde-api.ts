import { createBreaker, isProviderError, type ProviderCall, ProviderError, providerApi } from '@tenantry/core/provider'
import { originOf } from './address.ts'
import { managementFailures } from './failures.ts'
import { type MachineToken, machineToken } from './machine-token.ts'

/** Who calls the Management API, and where. */
export interface KindeCredentials {
  /** The kinde.com domain, such as `acme.kinde.com`; no custom domain serves the API. */
  readonly domain: string
  /** The machine-to-machine application. */
  readonly clientId: string
  readonly clientSecret: string
  /** @default the platform's */
  readonly fetch?: typeof fetch
  /** Tells the time in milliseconds since 1970. @default Date.now */
  readonly now?: () => number
  /** How long a call may take, in milliseconds. @default 10_000 */
  readonly deadlineMs?: number
}

/** One call of the Management API. */
export interface KindeCall<T> extends Omit<ProviderCall<T>, 'path' | 'name'> {
  /** As Kinde documents it, below `/api/v1`. */
  readonly path: string
  readonly params?: Readonly<Record<string, string>>
  /** The scope that it takes. */
  readonly scope: string
}

/** Calls the Management API. */
export interface KindeApi {
  readonly url: string
  readonly token: MachineToken
  /** @throws ProviderError and nothing else */
  send<T>(call: KindeCall<T>): Promise<T>
  /** When a call may try again, in milliseconds since 1970, while Kinde is away; null while it answers. */
  awayUntil(): number | null
}

/** Creates a way to call the Management API. */
export function kindeApi({ domain, clientId, clientSecret, deadlineMs, ...world }: KindeCredentials): KindeApi {
  const { fetch = globalThis.fetch, now = Date.now } = world
  const url = originOf(domain, 'the domain of the API')
  const token = machineToken({ url, clientId, clientSecret, fetch, now, deadlineMs })
  const api = providerApi({
    provider: 'kinde',
    baseUrl: `${url}/api/v1`,
    headers: async (renew, signal) => ({ authorization: `Bearer ${await token.get(renew, signal)}` }),
    failures: managementFailures,
    // Setting a password that fails, and taking the account back, are eight calls: the breaker must let the second half through.
    breaker: createBreaker({ failures: 10, now }),
    fetch,
    now,
    ...(deadlineMs !== undefined && { deadlineMs }),
  })

  return {
    url,
    token,
    awayUntil: api.awayUntil,
    async send({ path, params = {}, scope, ...call }) {
      try {
        return await api.send({ ...call, path: filled(path, params), name: `/api/v1${path}` })
      } catch (error) {
        if (!isProviderError(error)) throw error
        if (error.kind === 'forbidden') token.doubt()
        throw diagnosed(error, scope, url)
      }
    },
  }
}

function filled(path: string, params: Readonly<Record<string, string>>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name] ?? ''
    // Without a name the path is that of the list.
    if (value === '')
      throw new ProviderError('not_found', { provider: 'kinde', message: `kinde has no ${name} of this form` })
    return encodeURIComponent(value)
  })
}

function diagnosed(error: ProviderError, scope: string, url: string): ProviderError {
  if (error.kind === 'forbidden' && error.status === 403)
    return worded(error, 'forbidden', `the machine-to-machine application needs the scope ${scope}`)
  // No answer of Kinde's own: the organization or person that was asked for may well be there.
  const isNowhere =
    error.kind === 'not_found' && error.status === 404 && (error.code === null || error.code === 'ROUTE_NOT_FOUND')
  return isNowhere ? worded(error, 'unavailable', `the Management API is not at ${url}`) : error
}

function worded(error: ProviderError, kind: ProviderError['kind'], why: string): ProviderError {
  const { provider, status, code, outcome, retryAfter, cause, message } = error
  return new ProviderError(kind, { provider, status, code, outcome, retryAfter, cause, message: `${message}; ${why}` })
}
