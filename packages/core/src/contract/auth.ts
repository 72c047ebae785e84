import * as z from 'zod/mini'
import { lengths } from '../canonical/lengths.ts'
import { endpoint } from './endpoint.ts'
import { Email, Id, NewPassword, RoleKey, Token, text } from './fields.ts'
import { hourly } from './limits.ts'

/** How many accounts and mails one address may cause an hour. */
const accountLimit = { caller: 'anonymous', per: 'ip', limit: 20, windowSeconds: 3600 } as const
const accountLimitSignedIn = { caller: 'authenticated', per: 'user', limit: 10, windowSeconds: 3600 } as const

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
      /** Where the verification link leads afterwards; anything off the site leads to `/onboarding`. */
      redirect: z.optional(z.string().check(z.maxLength(2048))),
    }),
    statuses: [202],
    output: message,
    errors: { PROVIDER_UNAVAILABLE: 503 },
    limits: [
      { name: 'signup', ...accountLimit },
      { name: 'signup', ...accountLimitSignedIn },
    ],
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
    limits: [
      { name: 'signup', ...accountLimit },
      { name: 'signup', ...accountLimitSignedIn },
    ],
  }),

  resendVerification: endpoint({
    method: 'POST',
    path: '/api/auth/resend-verification',
    summary: 'Mail a new verification link; the answer never tells whether the address was known',
    auth: 'public',
    body: z.strictObject({ email: Email, redirect: z.optional(z.string().check(z.maxLength(2048))) }),
    statuses: [202],
    output: message,
    errors: { PROVIDER_UNAVAILABLE: 503 },
    limits: [
      { name: 'resend-verification', ...accountLimit },
      { name: 'resend-verification', ...accountLimitSignedIn },
    ],
  }),

  verifyEmail: endpoint({
    method: 'GET',
    path: '/api/auth/verify-email',
    summary: 'Confirm an e-mail address and go on to onboarding',
    auth: 'public',
    query: z.object({ token: Token, redirect: z.optional(z.string().check(z.maxLength(2048))) }),
    statuses: [302],
    output: z.object({ location: z.url() }),
    errors: { VERIFICATION_INVALID: 400, VERIFICATION_EXPIRED: 410, PROVIDER_UNAVAILABLE: 503 },
    limits: [
      { name: 'verify-email', caller: 'anonymous', per: 'ip', limit: 100, windowSeconds: 3600 },
      hourly('verify-email', 100),
    ],
  }),
}
