import { betterAuthSession } from '@tenantry/better-auth/client'
import { createClient } from '@tenantry/core'

/** Who is signed in, in this browser. */
export const session = betterAuthSession()

/** The API. It is told the language of the page, which mails then are written in. */
export const client = createClient({
  getToken: () => session.getToken(),
  headers: () => ({ 'accept-language': document.documentElement.lang }),
})
