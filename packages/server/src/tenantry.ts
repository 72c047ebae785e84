import { errorBody, TenantryError } from '@tenantry/core'
import { createAccounts } from './accounts/accounts.ts'
import { runSqlOn } from './database/database.ts'
import { assertRestrictedRole, migrate } from './database/migrate.ts'
import { inTransaction } from './database/transaction.ts'
import { createDocs } from './docs/docs.ts'
import { documentOf } from './docs/document.ts'
import { answerHealth } from './health/health.ts'
import { failure, presentable } from './http/answer.ts'
import { withinLimit } from './http/body.ts'
import { allowOrigin, assertOrigin, preflight } from './http/origin.ts'
import { uuidv7 } from './ids.ts'
import { jobHandlers } from './jobs/handlers.ts'
import { inlineJobs } from './jobs/inline.ts'
import { memoryLimiter } from './limits/memory.ts'
import { networkOf } from './limits/network.ts'
import { reportedLimiter } from './limits/reported-limiter.ts'
import { logRequest, silentLog } from './log/log.ts'
import { pickLocale } from './mail/locales.ts'
import { passwordResetMail } from './mail/templates/mails.ts'
import { countedInvitations, countedLimiter, countedOrganizations } from './metrics/counted.ts'
import type { Gauges } from './metrics/counters.ts'
import { createMetrics } from './metrics/metrics.ts'
import { answerMetrics, metricsAccess } from './metrics/page.ts'
import { originsOf, policyOf, type TenantryOptions } from './options.ts'
import { run } from './pipeline.ts'
import { main } from './profiles/main.ts'
import { createRoutes } from './routes.ts'
import type { Services } from './services.ts'
import { backlogOf } from './sync/queries.ts'
import { createSync } from './sync/sync.ts'
import { accessTokenVerifier } from './tokens/access-token.ts'
import { createKeys } from './tokens/keys.ts'
import { notePasswordChange, type PasswordChange } from './users/password-changed.ts'
import { isWebhook, receiveWebhook } from './webhooks/receive.ts'

/** What the host knows of a request beyond the request itself. */
export interface RequestInfo {
  /** The client's address; without it all anonymous callers share one limit. */
  readonly ip?: string
}

/** A password reset to be mailed. */
export interface PasswordReset {
  readonly email: string
  readonly url: string
  /** The languages that the person's browser asked for (RFC 9110 §12.5.4). */
  readonly acceptLanguage: string | null
}

/** The server of one process: what answers requests, and the workers behind it. */
export interface Tenantry {
  /** Answers one request: the API's, the provider's, or 404. Never rejects. */
  fetch(request: Request, info?: RequestInfo): Promise<Response>
  /** Migrates the database, prepares the provider and starts the jobs. @throws Error when the set-up is not safe. */
  start(): Promise<void>
  /**
   * Queues the mail with the link to a new password, in the language of whoever asked for it: `sendResetPassword` of the embedded
   * provider, or of one's own.
   */
  postPasswordReset(reset: PasswordReset): Promise<void>
  /**
   * Notes that somebody chose their own password at the provider, so that `must_change_password` ends (seed 004): `onPasswordChange`
   * of the embedded provider, or of a webhook of one's own.
   */
  passwordChanged(change: PasswordChange): Promise<void>
  /** Ends the jobs and lets go of the limiter and the mailer; the database stays the host's to close. */
  stop(): Promise<void>
}

/** Creates the whole server side as one Fetch handler. @throws Error naming the option that cannot be right. */
export function createTenantry(options: TenantryOptions): Tenantry {
  const { database, provider, mailer, log = silentLog, now = () => new Date(), newId = uuidv7 } = options
  const {
    jobs = inlineJobs({ runSql: database.runSql, onError: (error, job) => log.error({ error, job }, 'job failed') }),
    resolveTxt = null,
  } = options
  const access = metricsAccess(options.metrics)
  const metrics = createMetrics()
  const limiter = reportedLimiter(countedLimiter(options.limiter ?? memoryLimiter(), metrics), log)
  const policy = policyOf(options)
  const keys = createKeys(options.secretKey, options.accessTokenSecret)
  const secret = { issuer: policy.publicUrl, key: keys.accessToken }
  const verify = accessTokenVerifier({ issuers: provider.tokens, secret, now })
  const organizations = provider.organizations && countedOrganizations(provider.organizations, provider.id, metrics)
  const { callMs } = policy.providerDeadlines
  const invitations = provider.invitations ? countedInvitations(provider.invitations, provider.id, metrics) : null
  const invitationUrl = new URL(policy.pages.invitation, policy.publicUrl).href
  const means = { database, provider, invitations, invitationUrl, now, log, metrics, callMs }
  const sync = organizations ? createSync({ ...means, organizations }) : null
  const accounts = provider.isEmbedded ? null : createAccounts({ database, provider, policy, now, log, metrics })
  const services: Services = {
    database,
    provider,
    policy,
    limiter,
    jobs,
    keys,
    verify,
    sync,
    accounts,
    log,
    metrics,
    resolveTxt,
    now,
    newId,
  }
  const { profiles = [], docs: viewer = null } = options
  const docs = viewer === false ? null : createDocs(() => documentOf(policy.publicUrl, profiles), viewer)
  const routes = createRoutes([main, ...profiles])
  const origins = originsOf(options)

  /** The form of failures below a path, its own endpoint's or not. */
  function bodyAt(path: string) {
    const profile = profiles.find(({ base }) => path === base || path.startsWith(`${base}/`))
    return profile?.dialect.errorBody ?? errorBody
  }

  async function measure(): Promise<Gauges> {
    const { waiting, seconds } = await backlogOf(database, now())
    return { sync_backlog: waiting, sync_oldest_seconds: seconds }
  }

  let ready = false
  let endObservation = () => {}

  async function answer(request: Request, ip: string): Promise<Response> {
    const path = new URL(request.url).pathname
    const health = await answerHealth(request, path, { runSql: database.runSql, started: ready })
    if (health) return health
    if (!ready) throw new TenantryError('NOT_READY', { status: 503, retryAfter: 1 })
    const page = await answerMetrics(request, path, { metrics, access, measure })
    if (page) return page
    if (isWebhook(path) && request.method === 'POST') {
      assertOrigin(request, origins)
      const heard = await receiveWebhook(request, path, { database, provider, log, now })
      sync?.nudge()
      return heard
    }
    const match = routes.find(request.method, path)
    if (match) {
      assertOrigin(request, origins)
      return run(match, { request, ip }, services)
    }
    const methods = isWebhook(path) ? ['POST'] : routes.methodsOf(path)
    if (methods.length === 0) {
      const page = await docs?.(request, path)
      if (page) return page
      const own = await withinLimit(request, async (whole) => provider.fetch?.(whole, { ip }))
      if (own) return new Response(own.body, own)
      throw new TenantryError('ROUTE_NOT_FOUND', { status: 404 })
    }
    if (request.method === 'OPTIONS') return preflight(methods)
    return failure(new TenantryError('METHOD_NOT_ALLOWED', { status: 405 }), { bodyOf: bodyAt(path), allow: methods })
  }

  return {
    async fetch(request, { ip = 'unknown' } = {}) {
      const started = performance.now()
      const requestId = newId()
      const path = new URL(request.url).pathname
      const response = await answer(request, networkOf(ip)).catch((error: unknown) => {
        const shown = presentable(error)
        if (shown.status >= 500) log.error({ requestId, error }, 'request failed')
        // The caller may try again; why it was refused is for the operator to see.
        if (shown.code === 'PROVIDER_REFUSED') log.warn({ requestId, error }, 'the provider refused')
        return failure(shown, { bodyOf: bodyAt(path) })
      })
      const route = routes.find(request.method, path)?.route.endpoint.path ?? null
      const ms = Math.round(performance.now() - started)
      logRequest(log, { requestId, method: request.method, route, status: response.status, ms })
      const answered = allowOrigin(request, response, origins)
      answered.headers.set('x-request-id', requestId)
      return answered
    },

    async start() {
      await migrate(database)
      await assertRestrictedRole(database)
      await provider.start?.()
      await jobs.start(jobHandlers({ database, mailer, keys, metrics, now }))
      sync?.start()
      accounts?.start()
      endObservation = metrics.observe(measure)
      ready = true
    },

    async postPasswordReset({ email, url, acceptLanguage }) {
      const mail = passwordResetMail({ locale: pickLocale(acceptLanguage), to: email, url })
      const sealed = await keys.seal(mail)
      await inTransaction(database, (tx) => jobs.enqueue(runSqlOn(tx), 'send-mail', { sealed, invitationId: null }))
      jobs.nudge('send-mail')
    },

    passwordChanged: (change) => notePasswordChange(database, change, now()),

    async stop() {
      endObservation()
      await Promise.all([jobs.stop(), sync?.stop(), accounts?.stop()])
      await Promise.all([limiter.close(), mailer.close()])
    },
  }
}
