import { betterAuthSession } from '@tenantry/better-auth/client'

/** Who is signed in, in this browser. */
export const session = betterAuthSession({ locale: () => document.documentElement.lang })
