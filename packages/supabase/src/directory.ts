import { type AccountFacts, type CallOptions, createPageGuard, type ProviderApi, unless } from '@tenantry/core/provider'
import * as z from 'zod/mini'
import { isOfCustomer, isProvedElsewhere, nameOf, User } from './shapes.ts'

const Users = z.object({ users: z.array(User) })
const AuthSettings = z.object({ mailer_autoconfirm: z.boolean() })
const PAGE = 100
const SETTINGS_LIFETIME_MS = 600_000

/** Finds accounts, and says what they prove. */
export interface Directory {
  byId(id: string, options?: CallOptions): Promise<User | null>
  byEmail(email: string, options?: CallOptions): Promise<User | null>
  /** Whether the project takes every address for confirmed, so that being confirmed proves nothing. */
  confirmsEverybody(): Promise<boolean>
  factsOf(user: User): Promise<AccountFacts>
}

export function directoryOf(api: ProviderApi, now: () => number): Directory {
  let known: { readonly autoconfirm: boolean; readonly until: number } | null = null

  async function confirmsEverybody(): Promise<boolean> {
    if (known && now() < known.until) return known.autoconfirm
    const { mailer_autoconfirm } = await api.send({ method: 'GET', path: '/settings', output: AuthSettings })
    known = { autoconfirm: mailer_autoconfirm, until: now() + SETTINGS_LIFETIME_MS }
    return mailer_autoconfirm
  }

  return {
    confirmsEverybody,

    byId: (id, options) =>
      unless(
        'not_found',
        api.send({ method: 'GET', path: `/admin/users/${encodeURIComponent(id)}`, output: User, ...options }),
        null,
      ),

    // There is no look-up by address: the filter finds every address that has this one in it.
    async byEmail(email, options) {
      const wanted = email.toLowerCase()
      const guard = createPageGuard('supabase')
      for (let page = 1; ; page++) {
        const query = { page, per_page: PAGE, filter: wanted }
        const call = { method: 'GET', path: '/admin/users', query, output: Users, ...options } as const
        const { users } = await api.send(call)
        const found = users.find((user) => user.email?.toLowerCase() === wanted)
        if (found) return found
        if (users.length === 0) return null
        guard(users[0]?.id)
      }
    },

    async factsOf(user) {
      const isConfirmed = Boolean(user.email && user.email_confirmed_at) && !isOfCustomer(user)
      const emailVerified = isConfirmed && (isProvedElsewhere(user) || !(await confirmsEverybody()))
      return { email: user.email || null, emailVerified, name: nameOf(user) }
    },
  }
}
