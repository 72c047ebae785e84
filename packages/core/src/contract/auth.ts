import * as z from 'zod/mini'
import { lengths } from '../canonical/lengths.ts'
import { endpoint } from './endpoint.ts'
import { Email, Id, NewPassword, RoleKey, Token, text } from './fields.ts'
import { hourly } from './limits.ts'

/** How many accounts and mails one address, or one person, may cause an hour. */
function accountLimits<const Name extends string>(name: Name) {
  return [{ name, caller: 'anonymous', per: 'ip', limit: 20, windowSeconds: 3600 }, hourly(name, 10)] as const
}

/** Where a link in a mail leads afterwards; anything off the site leads to `/onboarding`. */
const redirect = z.optional(z.string().check(z.maxLength(2048)))

const message = z.object({ success: z.literal(true), message: z.string() })

export const auth = {
  signup: endpoint({
    method: 'POST',
    path: '/api/auth/signup',
    summary: 'Create an account and mail a verification link; the answer never tells whether the address was known',
    auth: 'public',
    body: z.strictObject({
      email: Email,
      password: NewPassword,
      full_name: z.optional(text(lengths.fullName)),
      redirect,
    }),
    statuses: [202],
    output: message,
    errors: { PROVIDER_UNAVAILABLE: 503 },
    limits: accountLimits('signup'),
  }),

  signupWithInvitation: endpoint({
    method: 'POST',
    path: '/api/auth/signup-with-invitation',
    summary:
      'Create an account from an invitation link and accept the invitation, all or nothing; a mailed link confirms the address',
    auth: 'public',
    body: z
      .strictObject({
        token: Token,
        password: NewPassword,
        confirmPassword: z.string(),
        full_name: z.optional(text(lengths.fullName)),
      })
      .check(
        z.refine((body) => body.password === body.confirmPassword, {
          path: ['confirmPassword'],
          error: 'The two passwords differ.',
        }),
      ),
    statuses: [201],
    output: z.object({
      success: z.literal(true),
      message: z.string(),
      organization: z.object({ id: Id, name: z.string(), slug: z.string() }),
      user: z.object({
        id: Id,
        email: z.string(),
        full_name: z.string(),
        role: RoleKey,
        team_name: z.nullable(z.string()),
      }),
      redirect_url: z.string(),
    }),
    errors: {
      INVITATION_NOT_FOUND: 400,
      INVITATION_EXPIRED: 400,
      INVITATION_USED: 400,
      INVITATION_REVOKED: 400,
      DOMAIN_REQUIRED: 400,
      USER_EXISTS: 409,
      ORGANIZATION_FULL: 409,
      PROVIDER_UNAVAILABLE: 503,
    },
    limits: accountLimits('signup'),
  }),

  resendVerification: endpoint({
    method: 'POST',
    path: '/api/auth/resend-verification',
    summary: 'Mail a new verification link; the answer never tells whether the address was known',
    auth: 'public',
    body: z.strictObject({ email: Email, redirect }),
    statuses: [202],
    output: message,
    errors: { PROVIDER_UNAVAILABLE: 503 },
    limits: accountLimits('resend-verification'),
  }),

  verifyEmail: endpoint({
    method: 'GET',
    path: '/api/auth/verify-email',
    summary: 'Confirm an e-mail address and go on to onboarding',
    auth: 'public',
    query: z.object({ token: Token, redirect }),
    statuses: [302],
    output: z.object({ location: z.url() }),
    errors: { VERIFICATION_INVALID: 400, VERIFICATION_EXPIRED: 410, PROVIDER_UNAVAILABLE: 503 },
    limits: [
      { name: 'verify-email', caller: 'anonymous', per: 'ip', limit: 100, windowSeconds: 3600 },
      hourly('verify-email', 100),
    ],
  }),
}
