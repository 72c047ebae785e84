import type { IncomingMessage, RequestListener } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { TenantryError } from '@tenantry/core'
import { failure } from '../http/answer.ts'
import type { RequestInfo } from '../tenantry.ts'

// Of these the platform makes no `Request` (Fetch Standard §2.2.1).
const FORBIDDEN = new Set(['CONNECT', 'TRACE', 'TRACK'])

export interface NodeListenerOptions {
  /** How many proxies in front are ours; each adds one address to `X-Forwarded-For`. @default 0: the header is ignored */
  readonly trustProxy?: number
}

/** Mounts a Fetch handler in `node:http`, or in Express by `app.use(toNodeListener(tenantry))`. */
export function toNodeListener(
  { fetch }: { fetch(request: Request, info?: RequestInfo): Promise<Response> },
  { trustProxy = 0 }: NodeListenerOptions = {},
): RequestListener {
  const listener = getRequestListener(
    (request, env) => {
      if (FORBIDDEN.has(request.method)) return failure(new TenantryError('METHOD_NOT_ALLOWED', { status: 405 }), [])
      return fetch(platformRequest(request), { ip: clientAddress(env.incoming as IncomingMessage, trustProxy) })
    },
    // Replacing the host's own `Request` and `Response` is not for us to decide.
    { overrideGlobalObjects: false },
  )
  return (incoming, outgoing) => void listener(incoming, outgoing)
}

// What the adapter hands over only looks like a `Request`; the platform's own constructor refuses to copy it.
function platformRequest({ url, method, headers, body, signal }: Request): Request {
  return new Request(url, { method, headers, signal, ...(body && { body, duplex: 'half' }) })
}

// Anybody can send the header; only what our own proxies appended, at its end, is true.
function clientAddress({ socket, headers }: IncomingMessage, trustProxy: number): string {
  const direct = socket.remoteAddress ?? 'unknown'
  if (trustProxy === 0) return direct
  const forwarded = String(headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((address) => address.trim())
  return forwarded.at(-trustProxy) || direct
}
