import type { RouteTable } from '../route-table.ts'
import { SupabaseRefusal } from './refusal.ts'
import { addUser, moment, ownerOf, type SupabaseState, type SupabaseUser } from './state.ts'
import { emailIn, taken } from './users.ts'

const KINDS = ['signup', 'invite', 'magiclink', 'recovery', 'email_change_current', 'email_change_new']

export function linkRoutes(state: SupabaseState): RouteTable {
  const { settings, mails } = state

  // Whatever is not on the list leads to the site itself, without a word.
  function redirectOf(wanted: unknown): string {
    const [site = ''] = settings.redirects
    const url = typeof wanted === 'string' && URL.canParse(wanted) ? new URL(wanted) : null
    return url && settings.redirects.includes(url.origin) ? url.href : site
  }

  function linkFor(user: SupabaseUser, type: string, redirect: string): string {
    const query = new URLSearchParams({ token: `hash-${user.id}`, type, redirect_to: redirect })
    return `${settings.url}/auth/v1/verify?${query}`
  }

  function invited(email: string, data: unknown): SupabaseUser {
    const known = ownerOf(state, email)
    if (known?.email_confirmed_at) throw taken()
    const user = known ?? addUser(state, email, { user_metadata: data })
    user.invited_at = moment(state)
    return user
  }

  return {
    'POST /invite'({ body, query }) {
      const user = invited(emailIn(body), body.data)
      mails.push({ to: user.email, url: linkFor(user, 'invite', redirectOf(query.get('redirect_to'))) })
      return user
    },

    'POST /admin/generate_link'({ body }) {
      const { type } = body
      if (typeof type !== 'string' || !KINDS.includes(type))
        throw new SupabaseRefusal(400, 'validation_failed', 'Invalid email action link type requested')
      const email = emailIn(body)
      const user = type === 'invite' ? invited(email, body.data) : ownerOf(state, email)
      if (!user) throw new SupabaseRefusal(404, 'user_not_found', 'User with this email not found')
      const redirect_to = redirectOf(body.redirect_to)
      return {
        ...user,
        action_link: linkFor(user, type, redirect_to),
        email_otp: '123456',
        hashed_token: `hash-${user.id}`,
        verification_type: type,
        redirect_to,
      }
    },
  }
}
