import { canonicalEmail } from '@tenantry/core'
import type { AuthContext, User } from 'better-auth'
import { APIError, createAuthEndpoint, formCsrfMiddleware } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { changePassword } from './change-password.ts'
import { LONGEST_PASSWORD_UNITS, type Settings } from './settings.ts'
import { textOf } from './text-of.ts'

const RESET_LIFETIME_MS = 60 * 60 * 1000
const LIVE_RESETS_PER_PERSON = 5
const metadata = { allowedMediaTypes: ['application/json'] }

/**
 * Takes the place of better-auth's own sign-in and reset request: those know only ASCII addresses, lower-case them in
 * another way than `canonicalEmail`, and answer with the session token, which belongs in the cookie alone.
 */
export function canonicalSignIn(settings: Settings) {
  const { passwords } = settings

  const signInEmail = createAuthEndpoint(
    '/sign-in/email',
    { method: 'POST', use: [formCsrfMiddleware], metadata },
    async (ctx) => {
      const email = textOf(ctx.body, 'email')
      const password = textOf(ctx.body, 'password')
      if (password.length > LONGEST_PASSWORD_UNITS) throw new APIError('UNAUTHORIZED')
      const user = await findUser(ctx.context, email)
      // Asked even for nobody: an unknown address must cost the same time as a wrong password.
      const account = await ctx.context.internalAdapter.findCredentialAccount(user?.id ?? '')
      if (!user || !account?.password) {
        await passwords.hash(password)
        throw new APIError('UNAUTHORIZED')
      }
      if (!(await passwords.verify({ hash: account.password, password }))) throw new APIError('UNAUTHORIZED')
      await dropExpiredSessions(ctx.context, user)
      const session = await ctx.context.internalAdapter.createSession(user.id)
      await setSessionCookie(ctx, { session, user })
      return ctx.json({ user: { id: user.id, email: user.email, emailVerified: user.emailVerified, name: user.name } })
    },
  )

  const requestPasswordReset = createAuthEndpoint(
    '/request-password-reset',
    { method: 'POST', metadata },
    async (ctx) => {
      const email = textOf(ctx.body, 'email')
      if (canonicalEmail(email) === null) throw new APIError('BAD_REQUEST')
      const user = await findUser(ctx.context, email)
      if (user) {
        const acceptLanguage = ctx.headers?.get('accept-language') ?? null
        settings.waitUntil(mailReset(ctx.context, user, acceptLanguage).catch(logFailure))
      }
      return ctx.json({ success: true })
    },
  )

  async function mailReset(
    { adapter, internalAdapter }: AuthContext,
    user: User,
    acceptLanguage: string | null,
  ): Promise<void> {
    // Begins when the answer is under way, whose time would otherwise tell which addresses have an account.
    await new Promise((resolve) => setTimeout(resolve))
    const ofUser = { field: 'value', value: user.id }
    const stillValid = { field: 'expiresAt', operator: 'gt' as const, value: new Date() }
    const live = await adapter.count({ model: 'verification', where: [ofUser, stillValid] })
    if (live >= LIVE_RESETS_PER_PERSON) return

    const token = randomToken()
    const expiresAt = new Date(Date.now() + RESET_LIFETIME_MS)
    const identifier = `reset-password:${token}`
    await internalAdapter.createVerificationValue({ identifier, value: user.id, expiresAt })
    const url = new URL(settings.resetPasswordUrl)
    url.hash = new URLSearchParams({ token }).toString()
    const { email, name } = user
    await settings.sendResetPassword({ email, url: url.href, token, name: name || null, expiresAt, acceptLanguage })
  }

  function logFailure(cause: unknown): void {
    settings.log('error', 'A password reset could not be mailed.', cause)
  }

  return { id: 'tenantry', endpoints: { signInEmail, requestPasswordReset, changePassword: changePassword(settings) } }
}

async function findUser({ adapter }: AuthContext, address: string): Promise<User | null> {
  const email = canonicalEmail(address)
  return email === null ? null : adapter.findOne<User>({ model: 'user', where: [{ field: 'email', value: email }] })
}

// Otherwise they would stay for good: nobody asks for a session whose cookie is gone.
async function dropExpiredSessions({ adapter }: AuthContext, user: User): Promise<void> {
  const ofUser = { field: 'userId', value: user.id }
  const expired = { field: 'expiresAt', operator: 'lt' as const, value: new Date() }
  await adapter.deleteMany({ model: 'session', where: [ofUser, expired] })
}

/** 256 random bits in base64url, as every token that is mailed. */
function randomToken(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32))
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}
