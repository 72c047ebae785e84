import type { Prism } from '@tenantry/testing/prism'
import type { Before } from './sites.ts'

/** A call that somebody else's server judged. */
export interface JudgedCall {
  /** Method and path, as the specification has it. */
  readonly call: string
  readonly status: number
  /** What the specification does not allow. */
  readonly violations: readonly string[]
}

export interface Judging {
  /** What stands before the specification's paths, such as `/v1`. */
  readonly basePath: string
  /** Calls of which the specification does not speak, such as those for keys. */
  readonly outside: RegExp
  /** Calls that are judged, and answered by the fake all the same: such as who somebody is. */
  readonly known?: RegExp
  /** What is asked for wherever the specification has it: `code=429`, or `dynamic=true` for random answers. @default its examples */
  readonly prefer?: string | undefined
  /** What a gateway in front of the provider does to headers. */
  readonly gateway?: (headers: Headers) => void
  /** Changes an answer, given the call and the bodies of all calls so far. */
  readonly amend?: ((answer: string, call: string, sent: readonly string[]) => string) | undefined
}

/** Lets every call of a provider's API be judged, and all but a few be answered, by a server that was made of its specification. */
export function heldAgainst(prism: Prism, { basePath, outside, known, prefer, gateway, amend }: Judging) {
  const calls: JudgedCall[] = []
  const sent: string[] = []

  async function judged(request: Request, path: string, wish = prefer): Promise<Response> {
    const { method } = request
    const headers = new Headers(request.headers)
    // Of the connection, which is another one from here on.
    for (const name of ['host', 'connection', 'content-length', 'transfer-encoding']) headers.delete(name)
    gateway?.(headers)
    if (wish) headers.set('prefer', wish)
    const body = await request.clone().text()
    const address = prism.url + path.slice(basePath.length) + new URL(request.url).search
    const answer = await fetch(address, { method, headers, ...(body && { body }) })
    const text = await answer.text()
    if (text.includes('is not defined in the document')) return judged(request, path, '')
    sent.push(body)
    calls.push({ call: `${method} ${path}`, status: answer.status, violations: violationsIn(answer, text) })
    const amended = amend?.(text, `${method} ${path}`, sent) ?? text
    const type = answer.headers.get('content-type') ?? 'application/json'
    return new Response(amended || null, { status: answer.status, headers: { 'content-type': type } })
  }

  const before: Before = (fake) => ({
    async fetch(request) {
      const path = new URL(request.url).pathname
      const call = `${request.method} ${path}`
      if (outside.test(call)) return fake.fetch(request)
      const answer = await judged(request, path)
      return known?.test(call) ? fake.fetch(request) : answer
    },
  })
  return { before, calls }
}

interface Violation {
  readonly location: readonly string[]
  readonly message: string
}

function violationsIn(answer: Response, body: string): readonly string[] {
  const header = answer.headers.get('sl-violations')
  const all = header ? (JSON.parse(header) as readonly Violation[]) : []
  // Of the answers, which it makes itself, it speaks as well.
  const ours = all.filter(({ location }) => location[0] === 'request')
  // No such path, no such method on it, no credentials.
  const refusal = /stoplight\.io\/prism\/errors#(NO_PATH|NO_METHOD|UNAUTHORIZED)\w*/.exec(body)?.[0]
  return [...ours.map(({ location, message }) => `${location.join('.')}: ${message}`), ...(refusal ? [refusal] : [])]
}
