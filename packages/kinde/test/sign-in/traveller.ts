/** A browser with a cookie jar and nothing else: it goes where it is sent and keeps what it sees. */
export interface Traveller {
  /** Every cookie by origin; those of one path have it behind their name. */
  readonly jar: Map<string, Map<string, string>>
  request(address: string, init?: RequestInit): Promise<Response>
  /** Follows redirects; stops before the first address that `until` names. */
  follow(address: string, until?: (address: string) => boolean, init?: RequestInit): Promise<Arrival>
  /** Opens a page that leads to the identity server, says who is there, and comes back. */
  signIn(address: string, email: string, until?: (address: string) => boolean): Promise<Arrival>
}

export interface Arrival {
  readonly address: string
  /** Null when it stopped before. */
  readonly response: Response | null
}

type Send = (request: Request) => Promise<Response>

const never = (_address: string) => false

/** `app` answers for its origin; everything else is asked for over the network. */
export function traveller(appOrigin: string, app: Send): Traveller {
  const jar = new Map<string, Map<string, string>>()

  async function request(address: string, init: RequestInit = {}): Promise<Response> {
    const { origin, pathname } = new URL(address)
    const cookies = jar.get(origin) ?? new Map<string, string>()
    jar.set(origin, cookies)
    const headers = new Headers({ accept: 'text/html', ...Object.fromEntries(new Headers(init.headers)) })
    const sent = [...cookies].filter(([key]) => pathname.startsWith(key.split(' ')[1] ?? '/'))
    if (sent.length > 0) headers.set('cookie', sent.map(([key, value]) => `${key.split(' ')[0]}=${value}`).join('; '))
    const outgoing = new Request(address, { ...init, headers, redirect: 'manual' })
    const response = await (origin === appOrigin ? app(outgoing) : fetch(outgoing))
    for (const line of response.headers.getSetCookie()) keep(cookies, line)
    return response
  }

  async function follow(address: string, until = never, init?: RequestInit): Promise<Arrival> {
    let at = address
    let response = await request(at, init)
    for (let steps = 0; response.status >= 300 && response.status < 400 && steps < 20; steps++) {
      at = new URL(response.headers.get('location') ?? '', at).href
      if (until(at)) return { address: at, response: null }
      response = await request(at)
    }
    return { address: at, response }
  }

  return {
    jar,
    request,
    follow,
    async signIn(address, email, until) {
      const page = await follow(address)
      if (!page.address.includes('/interaction/')) return page
      return follow(page.address, until, { method: 'POST', body: new URLSearchParams({ email }) })
    },
  }
}

function keep(cookies: Map<string, string>, line: string): void {
  const [pair = '', ...attributes] = line.split(';')
  const [name = '', ...value] = pair.split('=')
  const isOver = attributes.some((each) => /max-age=0$|expires=thu, 01 jan 1970/i.test(each.trim()))
  const path = /;\s*path=([^;]+)/i.exec(line)?.[1] ?? '/'
  const key = path === '/' ? name : `${name} ${path}`
  if (isOver) cookies.delete(key)
  else cookies.set(key, value.join('='))
}
