import * as z from 'zod/mini'
import { matching, providerDomain, providerUrl, secret } from './variables.ts'

const key = matching(/^[\x21-\x7e]+$/, 'be a key without spaces')

/** What each provider is told by the environment. */
export const providerVariables = {
  KINDE_DOMAIN: z.optional(providerDomain('acme.kinde.com')),
  KINDE_CLIENT_ID: z.optional(key),
  KINDE_CLIENT_SECRET: z.optional(key),
  KINDE_API_URL: z.optional(providerDomain('acme.kinde.com')),
  KINDE_AUDIENCE: z.optional(key),
  CLERK_SECRET_KEY: z.optional(matching(/^sk_(test|live)_\w+$/, 'start with sk_live_ or sk_test_')),
  CLERK_PUBLISHABLE_KEY: z.optional(matching(/^pk_(test|live)_[\w+/]+=*$/, 'start with pk_live_ or pk_test_')),
  CLERK_WEBHOOK_SIGNING_SECRET: z.optional(matching(/^whsec_[\w+/]+=*$/, 'start with whsec_')),
  CLERK_API_URL: z.optional(providerUrl('https://api.clerk.com')),
  SUPABASE_URL: z.optional(providerUrl('https://your-project.supabase.co')),
  SUPABASE_SERVICE_KEY: z.optional(
    key.check(z.refine((value) => !value.startsWith('sb_publishable_'), 'must be the secret key, not the public one')),
  ),
  SUPABASE_JWT_SECRET: z.optional(secret),
  SUPABASE_HOOK_SECRET: z.optional(matching(/^v1,whsec_[\w+/]+=*$/, 'start with v1,whsec_')),
  SUPABASE_WEBHOOK_SECRET: z.optional(secret),
}

/** What each provider cannot do without. */
export const required = {
  embedded: [],
  kinde: ['KINDE_DOMAIN', 'KINDE_CLIENT_ID', 'KINDE_CLIENT_SECRET'],
  clerk: ['CLERK_SECRET_KEY'],
  supabase: ['SUPABASE_URL', 'SUPABASE_SERVICE_KEY'],
} as const satisfies Readonly<Record<string, readonly (keyof typeof providerVariables)[]>>

/** Which of them mail invitations to an organization. Supabase mails none to whoever has an account already. */
export const invites = { embedded: false, kinde: true, clerk: true, supabase: false } as const satisfies Readonly<
  Record<keyof typeof required, boolean>
>
