import { safeRedirect } from '@tenantry/core'
import { escapeHtml, page, redirectTo, wantsPage, withCookies } from './answer.ts'
import { authorizeParams, reauthParams } from './authorize-params.ts'
import { isOwnNavigation, isOwnRequest } from './cross-site.ts'
import { isSignInError, SignInError } from './failure.ts'
import type { Oidc } from './oidc.ts'
import { oidcFailure } from './oidc-failure.ts'
import type { Sessions } from './sessions.ts'
import type { Settings } from './settings.ts'
import type { Transactions } from './transaction.ts'
import { visitOf } from './visit.ts'
import type { Visitor } from './visitor.ts'

/** What the routes are made of. */
export interface World {
  readonly settings: Settings
  readonly oidc: Oidc
  readonly sessions: Sessions
  readonly transactions: Transactions
  readonly open: (request: Request) => Promise<Visitor>
}

type Handler = (world: World, request: Request, query: URLSearchParams) => Promise<Response>

/** Each route with its methods. */
export const routes: Readonly<Record<string, Readonly<Record<string, Handler>>>> = {
  '/login': { GET: (world, request, query) => begin(world, request, query, false) },
  '/register': { GET: (world, request, query) => begin(world, request, query, true) },
  '/callback': { GET: callback },
  '/logout': { GET: askLogout, POST: logout },
  '/user': { GET: user },
}

async function begin(
  { settings, oidc, transactions }: World,
  request: Request,
  query: URLSearchParams,
  isNew: boolean,
) {
  const { publicUrl, postLoginRedirectUrl } = settings
  const wanted = query.get('post_login_redirect_url')
  const after = wanted === null ? postLoginRedirectUrl : safeRedirect(wanted, publicUrl, postLoginRedirectUrl)
  const { url, transaction } = await oidc.begin(authorizeParams(query, isNew), after)
  return redirectTo(url, await transactions.begin(request, transaction))
}

async function callback(world: World, request: Request, query: URLSearchParams): Promise<Response> {
  // An expired link may be opened on another device, which has no transaction; all it can do is begin anew.
  if (query.get('error')?.toLowerCase() === 'login_link_expired') return beginAgain(world, query)
  const { oidc, transactions, open } = world
  const states = query.getAll('state')
  const [state = ''] = states
  const transaction = states.length === 1 ? await transactions.find(request, state) : null
  if (transaction === null) throw new SignInError('SIGN_IN_STATE_INVALID')
  const ended = await transactions.end(state)
  try {
    const session = await oidc.finish(query, transaction)
    const visitor = await open(request)
    await visitor.signIn(session)
    return redirectTo(transaction.redirectTo, [...ended, ...(await visitor.cookies())])
  } catch (error) {
    // What is neither Kinde's answer nor ours to judge, such as a storage that is away, is no word against Kinde.
    const { code, detail, cause } = isSignInError(error) ? error : new SignInError('INTERNAL', { cause: error })
    throw new SignInError(code, { detail, cause, cookies: ended })
  }
}

async function beginAgain({ settings }: World, query: URLSearchParams): Promise<Response> {
  const params = reauthParams(query.get('reauth_state'))
  if (params === null) throw new SignInError('SIGN_IN_LINK_EXPIRED')
  return redirectTo(`${settings.routesUrl}/login${params.size > 0 ? `?${params}` : ''}`)
}

/** Signs out whoever followed a link of ours, and asks everybody else: a picture on another site must sign nobody out. */
async function askLogout(world: World, request: Request): Promise<Response> {
  if (isOwnNavigation(request)) return endSession(world, request)
  const action = escapeHtml(`${world.settings.routesUrl}/logout`)
  return page(200, `<h1>Sign out?</h1><form method="post" action="${action}"><button>Sign out</button></form>`)
}

async function logout(world: World, request: Request): Promise<Response> {
  if (!isOwnRequest(request, world.settings.origins)) throw new SignInError('ORIGIN_NOT_ALLOWED')
  return endSession(world, request)
}

async function endSession({ settings, oidc, sessions, open }: World, request: Request): Promise<Response> {
  const visitor = await open(request)
  await sessions.end(visitor)
  const cookies = await visitor.cookies()
  // Here the session has ended; that Kinde's lives on is worth a line in the log, and no reason to say that nothing happened.
  const url = await oidc.logoutUrl().catch((error: unknown) => {
    settings.log('warn', `The session at Kinde was not ended: ${oidcFailure(error).detail}`)
    return settings.postLogoutRedirectUrl
  })
  const isProgram = request.method === 'POST' && !wantsPage(request)
  return isProgram ? withCookies(Response.json({ url }), cookies) : redirectTo(url, cookies)
}

async function user({ settings, sessions, open }: World, request: Request): Promise<Response> {
  const visitor = await open(request)
  const session = await sessions.fresh(visitor)
  const cookies = await visitor.cookies()
  if (session === null) throw new SignInError('UNAUTHENTICATED', { cookies })
  return withCookies(Response.json(visitOf(settings, sessions, visitor, session).user), cookies)
}
