import type { contract } from '@tenantry/core'
import type { HandlersOf } from '../context.ts'
import { resendVerification } from './resend-verification.ts'
import { signup } from './signup.ts'
import { signupWithInvitation } from './signup-with-invitation.ts'
import { verifyEmail } from './verify-email.ts'

export const auth: HandlersOf<typeof contract>['auth'] = {
  signup,
  signupWithInvitation,
  resendVerification,
  verifyEmail,
}
