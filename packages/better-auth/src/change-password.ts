import { isNewPassword } from '@tenantry/core'
import { APIError, createAuthEndpoint, sensitiveSessionMiddleware } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { LONGEST_PASSWORD_UNITS, type Settings } from './settings.ts'
import { textOf } from './text-of.ts'

/**
 * Lets somebody who is signed in choose a new password by the one they have; every other session ends. It takes the place of
 * better-auth's own, which answers with the session token.
 */
export function changePassword({ issuer, passwords, onPasswordChange }: Settings) {
  return createAuthEndpoint(
    '/change-password',
    { method: 'POST', use: [sensitiveSessionMiddleware], metadata: { allowedMediaTypes: ['application/json'] } },
    async (ctx) => {
      const { user } = ctx.context.session
      const { internalAdapter } = ctx.context
      const [known, chosen] = [textOf(ctx.body, 'currentPassword'), textOf(ctx.body, 'newPassword')]
      // The one that an administrator chose is what this is to end.
      if (!isNewPassword(chosen) || chosen === known || known.length > LONGEST_PASSWORD_UNITS)
        throw new APIError('BAD_REQUEST')
      const account = await internalAdapter.findCredentialAccount(user.id)
      const isTheirs =
        account?.password != null && (await passwords.verify({ hash: account.password, password: known }))
      // Not 401: the session is as good as before.
      if (!isTheirs) throw new APIError('BAD_REQUEST')
      await internalAdapter.updatePassword(user.id, await passwords.hash(chosen))
      await internalAdapter.deleteUserSessions(user.id)
      await setSessionCookie(ctx, { session: await internalAdapter.createSession(user.id), user })
      await onPasswordChange({ issuer, subject: user.id, byMail: false })
      return ctx.json({ success: true })
    },
  )
}
