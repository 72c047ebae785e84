import { type KindeSignIn, type KindeSignInOptions, kindeSignIn } from '../../src/sign-in.ts'
import { AUDIENCE, CLIENT_ID, CLIENT_SECRET, type IdentityServer, startIdentityServer } from './identity-server.ts'
import { type Traveller, traveller } from './traveller.ts'

export const APP = 'http://127.0.0.1:8000'

/** A kit before a real identity server, and everything that its operator heard. */
export interface Stage {
  readonly identity: IdentityServer
  readonly log: string[]
  kit(options?: KindeSignInOptions): KindeSignIn
  /** Somebody with a browser of their own. */
  visitor(kit: KindeSignIn, page?: (request: Request) => Promise<Response>): Traveller
}

export async function openStage(): Promise<Stage> {
  const identity = await startIdentityServer([APP])
  const log: string[] = []
  return {
    identity,
    log,
    kit: (options) =>
      kindeSignIn({ ...optionsFor(identity), log: (level, message) => log.push(`${level} ${message}`), ...options }),
    visitor: (kit, page = async () => new Response('A page of the app')) =>
      traveller(APP, async (request) => (await kit.handle(request)) ?? page(request)),
  }
}

export function optionsFor({ url }: IdentityServer, origin = APP): KindeSignInOptions {
  return {
    domain: url,
    clientId: CLIENT_ID,
    clientSecret: CLIENT_SECRET,
    redirectUri: `${origin}/callback`,
    audience: AUDIENCE,
    env: {},
  }
}

/** The platform's `fetch`, with every answer of the token endpoint changed on its way. */
export function tampering(change: (tokens: Record<string, unknown>) => Record<string, unknown>): typeof fetch {
  return async (input, init) => {
    const response = await fetch(input, init)
    if (!String(input).endsWith('/oauth2/token') || !response.ok) return response
    return Response.json(change(await response.json()), { status: response.status })
  }
}

/** What a program gets told. */
export async function refusalOf(response: Response | null) {
  if (!response) throw new Error('There was no answer.')
  const type = response.headers.get('content-type') ?? ''
  if (type.includes('json')) return { status: response.status, ...(await response.json()) }
  const html = await response.text()
  const [, message = ''] = /<h1>(.*?)<\/h1>/.exec(html) ?? []
  const [, code = ''] = /<p>([A-Z_]+)<\/p>/.exec(html) ?? []
  return { status: response.status, message, code, html }
}
