import type { IncomingMessage, ServerResponse } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { type ErrorCode, TenantryError } from '@tenantry/core'
import { failure } from '../http/answer.ts'
import type { RequestInfo } from '../tenantry.ts'
import { bodyOf } from './incoming-body.ts'

// Of these the platform makes no `Request` (Fetch Standard §2.2.1).
const FORBIDDEN = new Set(['CONNECT', 'TRACE', 'TRACK'])

/** What stands in front of a server of Node. */
export interface NodeListenerOptions {
  /** How many proxies in front are ours; each adds one address to `X-Forwarded-For`. @default 0: the header is ignored */
  readonly trustProxy?: number
}

/** Answers requests of `node:http`; with `next`, leaves to others what the kit has no endpoint for. */
export type NodeListener = (incoming: IncomingMessage, outgoing: ServerResponse, next?: () => void) => void

/**
 * Mounts a Fetch handler in `node:http`, or in Express by `app.use(toNodeListener(tenantry))`: at the root, before or after
 * `express.json()`, since a body that was read already is taken from `request.body`.
 */
export function toNodeListener(
  { fetch }: { fetch(request: Request, info?: RequestInfo): Promise<Response> },
  { trustProxy = 0 }: NodeListenerOptions = {},
): NodeListener {
  return (incoming, outgoing, next) => {
    const listener = getRequestListener(
      async ({ url, method, headers, signal }) => {
        if (FORBIDDEN.has(method))
          return failure(new TenantryError('METHOD_NOT_ALLOWED', { status: 405 }), { allow: [] })
        // What the adapter hands over only looks like a `Request`; the platform's own constructor refuses to copy it.
        const init = { method, headers, signal, body: bodyOf(incoming), duplex: 'half' }
        const request = new Request(url, init)
        const response = await fetch(request, { ip: clientAddress(incoming, trustProxy) })
        if (!next || !(await isNoRoute(response))) return response
        next()
        return RESPONSE_ALREADY_SENT
      },
      // Replacing the host's own `Request` and `Response` is not for us to decide.
      { overrideGlobalObjects: false },
    )
    void listener(incoming, outgoing)
  }
}

async function isNoRoute(response: Response): Promise<boolean> {
  if (response.status !== 404) return false
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => null)
  const none: ErrorCode = 'ROUTE_NOT_FOUND'
  return typeof body === 'object' && body !== null && 'code' in body && body.code === none
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
