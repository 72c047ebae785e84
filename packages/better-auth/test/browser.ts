import type { Embedded } from '../src/embedded.ts'
import { publicUrl } from './harness.ts'

/** The `fetch` of a page of the site: it keeps cookies and sends its origin, as browsers do. */
export function openBrowser(provider: Embedded, ip?: string) {
  const cookies = new Map<string, string>()

  async function send(request: Request): Promise<Response> {
    const headers = new Headers(request.headers)
    if (request.method !== 'GET') headers.set('origin', publicUrl)
    if (cookies.size > 0) headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    const response = await provider.fetch(new Request(request, { headers }), ip === undefined ? undefined : { ip })
    if (!response) throw new TypeError(`nothing serves ${request.url}`)
    for (const cookie of response.headers.getSetCookie()) keep(cookie)
    return response
  }

  function keep(cookie: string): void {
    const [pair = '', ...attributes] = cookie.split('; ')
    const [name = '', value = ''] = pair.split('=')
    if (attributes.includes('Max-Age=0')) cookies.delete(name)
    else cookies.set(name, value)
  }

  return {
    send,
    get: (path: string) => send(new Request(publicUrl + path)),
    post: (path: string, body: unknown, headers: HeadersInit = {}) =>
      send(
        new Request(publicUrl + path, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body: JSON.stringify(body),
        }),
      ),
  }
}
