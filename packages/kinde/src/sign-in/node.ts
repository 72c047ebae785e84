import type { KindeSignIn } from './kinde-sign-in.ts'
import type { SignedInVisit } from './visit.ts'

/** What is read of a request of `node:http`, Express or Fastify's `request.raw`. */
export interface NodeRequest {
  readonly method?: string | undefined
  readonly url?: string | undefined
  /** The whole path, where Express has shortened `url`. */
  readonly originalUrl?: string | undefined
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
}

/** What is asked of an answer of `node:http`. */
export interface NodeResponse {
  statusCode: number
  appendHeader(name: string, value: string | readonly string[]): unknown
  end(body?: string): unknown
}

type Next = (error?: unknown) => void

/** Turns such a request into one of Fetch. The routes need no body, so none comes along. */
export function fromNode(incoming: NodeRequest, publicUrl: string): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers)) {
    // HTTP/2 has names such as `:path`, which are no headers.
    if (value !== undefined && !name.startsWith(':')) headers.set(name, [value].flat().join(', '))
  }
  // The address is ours, whatever `Host` says; a path such as `//evil.example` is no host.
  const request = new URL(publicUrl)
  const [path = '/', ...query] = (incoming.originalUrl ?? incoming.url ?? '/').split('?')
  request.pathname = path
  request.search = query.join('?')
  const method = incoming.method ?? 'GET'
  // Of these the platform makes no `Request` (Fetch Standard §2.2.1), and no route takes them.
  return new Request(request, { method: /^(CONNECT|TRACE|TRACK)$/i.test(method) ? 'OPTIONS' : method, headers })
}

/** Mounts the routes in `node:http`, or in Express by `app.use(toNodeListener(kinde))`; with `next`, leaves other addresses to others. */
export function toNodeListener(
  kinde: KindeSignIn,
): (incoming: NodeRequest, outgoing: NodeResponse, next?: Next) => Promise<void> {
  return async (incoming, outgoing, next) => {
    const request = fromNode(incoming, kinde.publicUrl)
    const response = next ? await kinde.handle(request) : await kinde.fetch(request)
    if (response) return send(response, outgoing)
    next?.()
  }
}

/** Lets through those who are signed in, and tells handlers behind it who they are. */
export interface NodeGuard {
  (incoming: NodeRequest, outgoing: NodeResponse, next: Next): Promise<void>
  /** @throws TypeError for a request that did not come through the guard */
  visitOf(incoming: NodeRequest): SignedInVisit
}

/** Makes the guard of Express's protected routes: `app.get('/protected', guard, handler)`. */
export function toNodeGuard(kinde: KindeSignIn): NodeGuard {
  const visits = new WeakMap<NodeRequest, SignedInVisit>()

  async function guard(incoming: NodeRequest, outgoing: NodeResponse, next: Next): Promise<void> {
    const request = fromNode(incoming, kinde.publicUrl)
    try {
      const visit = await kinde.requireUser(request)
      visits.set(incoming, visit)
      for (const cookie of await visit.cookies()) outgoing.appendHeader('set-cookie', cookie)
    } catch (error) {
      return send(kinde.refuse(request, error), outgoing)
    }
    next()
  }

  return Object.assign(guard, {
    visitOf(incoming: NodeRequest): SignedInVisit {
      const visit = visits.get(incoming)
      if (!visit) throw new TypeError('This request did not come through the guard.')
      return visit
    },
  })
}

async function send(response: Response, outgoing: NodeResponse): Promise<void> {
  outgoing.statusCode = response.status
  for (const [name, value] of response.headers) outgoing.appendHeader(name, value)
  outgoing.end(await response.text())
}
