import { privately, redirectTo, refusal, wantsPage, withCookies } from './answer.ts'
import { isSignInError, SignInError } from './failure.ts'
import { createOidc, type KindeEndpoints } from './oidc.ts'
import { routes } from './routes.ts'
import type { KindeUser } from './session-record.ts'
import { createSessions } from './sessions.ts'
import { type KindeSignInOptions, settingsOf } from './settings.ts'
import { createTransactions } from './transaction.ts'
import { type SignedInVisit, type Visit, visitOf } from './visit.ts'
import { visitorsOf } from './visitor.ts'

/** Signing in with Kinde, for every framework that speaks Fetch. */
export interface KindeSignIn {
  /** The origin of the app, and where its routes begin. */
  readonly publicUrl: string
  readonly basePath: string
  /** Answers `/login`, `/callback`, `/logout`, `/register` and `/user`; null for every other address. */
  handle(request: Request): Promise<Response | null>
  /** The same, with a 404 for every other address. */
  fetch(request: Request): Promise<Response>
  /** Asks Kinde for its endpoints already, so that a wrong domain is found at the start. @throws SignInError */
  start(): Promise<void>
  /** Where Kinde answers, as its discovery document says. */
  endpoints(): Promise<KindeEndpoints>
  /** Tells who makes a request, signed in or not. @throws SignInError when a session cannot be renewed now */
  visit(request: Request): Promise<Visit>
  isAuthenticated(request: Request): Promise<boolean>
  getUser(request: Request): Promise<KindeUser | null>
  /** Tells who is signed in. @throws SignInError UNAUTHENTICATED when nobody is; `refuse` makes the answer of it */
  requireUser(request: Request): Promise<SignedInVisit>
  /** The answer to a request that `requireUser` refused: the way to the login for a page, words for a program. */
  refuse(request: Request, error: unknown): Response
  /** Lets a handler answer those who are signed in, and brings their cookies along. */
  protect(
    handler: (request: Request, visit: SignedInVisit) => Response | Promise<Response>,
  ): (request: Request) => Promise<Response>
}

/**
 * Makes the sign-in with Kinde, from options or the variables `KINDE_DOMAIN`, `KINDE_CLIENT_ID`, `KINDE_CLIENT_SECRET` and
 * `KINDE_REDIRECT_URI`.
 * @throws TypeError with one sentence that names what is missing or wrong
 */
export function kindeSignIn(options: KindeSignInOptions = {}): KindeSignIn {
  const settings = settingsOf(options)
  const { routesUrl, basePath, publicUrl, log } = settings
  const oidc = createOidc(settings)
  const sessions = createSessions(settings, oidc)
  const world = { settings, oidc, sessions, transactions: createTransactions(settings), open: visitorsOf(settings) }

  function refuse(request: Request, error: unknown): Response {
    const failure = isSignInError(error) ? error : new SignInError('INTERNAL', { cause: error })
    if (failure.status >= 500) log('error', `${failure.code}: ${failure.detail ?? failure.message}`, failure.cause)
    const { pathname, search } = new URL(request.url)
    const mayReturn = request.method === 'GET' && !isRoute(pathname)
    if (failure.code === 'UNAUTHENTICATED' && wantsPage(request) && mayReturn) {
      const query = new URLSearchParams({ post_login_redirect_url: pathname + search })
      return privately(redirectTo(`${routesUrl}/login?${query}`, failure.cookies))
    }
    return privately(withCookies(refusal(request, failure, `${routesUrl}/login`), failure.cookies))
  }

  function isRoute(pathname: string): boolean {
    return pathname.startsWith(basePath) && Object.hasOwn(routes, pathname.slice(basePath.length))
  }

  async function handle(request: Request): Promise<Response | null> {
    const { pathname, searchParams } = new URL(request.url)
    const methods = isRoute(pathname) ? routes[pathname.slice(basePath.length)] : undefined
    if (!methods) return null
    try {
      const handler = Object.hasOwn(methods, request.method) ? methods[request.method] : undefined
      if (handler) return privately(await handler(world, request, searchParams))
      const answer = refuse(request, new SignInError('METHOD_NOT_ALLOWED'))
      answer.headers.set('allow', Object.keys(methods).join(', '))
      return answer
    } catch (error) {
      return refuse(request, error)
    }
  }

  async function visit(request: Request): Promise<Visit> {
    const visitor = await world.open(request)
    const session = await sessions.fresh(visitor)
    return visitOf(settings, sessions, visitor, session)
  }

  async function requireUser(request: Request): Promise<SignedInVisit> {
    const found = await visit(request)
    if (found.user !== null) return found
    throw new SignInError('UNAUTHENTICATED', { cookies: await found.cookies() })
  }

  return {
    publicUrl,
    basePath,
    handle,
    visit,
    requireUser,
    refuse,
    fetch: async (request) => (await handle(request)) ?? refuse(request, new SignInError('ROUTE_NOT_FOUND')),
    start: async () => void (await oidc.endpoints()),
    endpoints: () => oidc.endpoints(),
    isAuthenticated: async (request) => (await visit(request)).user !== null,
    getUser: async (request) => (await visit(request)).user,
    protect: (handler) => async (request) => {
      try {
        const found = await requireUser(request)
        return await found.commit(await handler(request, found))
      } catch (error) {
        if (isSignInError(error)) return refuse(request, error)
        throw error
      }
    },
  }
}
