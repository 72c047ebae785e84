import type { SignInError } from './failure.ts'

const PHRASES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
}

// Where a form leads is left open: signing out goes on to Kinde and back.
const PAGE_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'"

/** Whether the caller is a person who looks at pages. */
export function wantsPage(request: Request): boolean {
  return request.headers.get('accept')?.includes('text/html') ?? false
}

/** Sends the visitor on, with a GET whatever the method was. */
export function redirectTo(address: string, cookies: readonly string[] = []): Response {
  return withCookies(new Response(null, { status: 303, headers: { location: address } }), cookies)
}

/** Says no, as a page to people and as JSON to programs. */
export function refusal(request: Request, error: SignInError, retryPath: string): Response {
  const { code, status, message } = error
  const headers = { ...(status === 401 && { 'www-authenticate': 'Cookie' }) }
  if (!wantsPage(request)) {
    return Response.json({ error: PHRASES[status] ?? 'Error', message, code }, { status, headers })
  }
  const again = `<p><a href="${escapeHtml(retryPath)}">Sign in</a></p>`
  return page(status, `<h1>${escapeHtml(message)}</h1>${again}<p>${escapeHtml(code)}</p>`, headers)
}

/** A page with no script and no style, which every policy allows. */
export function page(status: number, body: string, headers: Readonly<Record<string, string>> = {}): Response {
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Sign in</title><main>${body}</main></html>`
  return new Response(html, {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': PAGE_POLICY, ...headers },
  })
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

/** Adds cookies to an answer, whoever made it; who else gets it from a cache would get the session too (RFC 9111 §7.3). */
export function withCookies(response: Response, cookies: readonly string[]): Response {
  if (cookies.length === 0) return response
  // The headers of an answer that came over the network cannot be changed.
  const changed = new Response(response.body, response)
  for (const cookie of cookies) changed.headers.append('set-cookie', cookie)
  changed.headers.set('cache-control', 'no-store')
  return changed
}

/** Keeps an answer out of every cache, and the address with the code in it out of every `Referer`. */
export function privately(response: Response): Response {
  response.headers.set('cache-control', 'no-store')
  response.headers.set('x-content-type-options', 'nosniff')
  response.headers.set('referrer-policy', 'same-origin')
  return response
}
