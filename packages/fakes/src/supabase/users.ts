import type { RouteTable } from '../route-table.ts'
import { SupabaseRefusal } from './refusal.ts'
import { addUser, confirm, merged, moment, ownerOf, type SupabaseState, userIn } from './state.ts'

const WEAK_UNDER = 6
const BCRYPT_MOST = 72

function assertPassword(password: unknown): void {
  if (typeof password !== 'string') return
  if (password.length < WEAK_UNDER)
    throw new SupabaseRefusal(422, 'weak_password', `Password should be at least ${WEAK_UNDER} characters.`)
  if (password.length > BCRYPT_MOST)
    throw new SupabaseRefusal(400, 'validation_failed', `Password cannot be longer than ${BCRYPT_MOST} characters`)
}

/** The address that a body names. @throws SupabaseRefusal */
export function emailIn(body: Readonly<Record<string, unknown>>): string {
  const { email } = body
  if (typeof email !== 'string' || !/^\S+@\S+$/.test(email))
    throw new SupabaseRefusal(400, 'validation_failed', 'Unable to validate email address: invalid format')
  return email
}

export const taken = () =>
  new SupabaseRefusal(422, 'email_exists', 'A user with this email address has already been registered')

export function userRoutes(state: SupabaseState): RouteTable {
  const { users, settings } = state

  return {
    'POST /admin/users'({ body }) {
      if (body.email === undefined)
        throw new SupabaseRefusal(400, 'validation_failed', 'Cannot create a user without either an email or phone')
      const email = emailIn(body)
      assertPassword(body.password)
      if (ownerOf(state, email)) throw taken()
      const user = addUser(state, email, body)
      if (body.email_confirm === true) confirm(state, user)
      return user
    },

    'GET /admin/users'({ query }) {
      const perPage = Math.min(Number(query.get('per_page') ?? 50), settings.mostPerPage)
      const from = (Number(query.get('page') ?? 1) - 1) * perPage
      const like = query.get('filter')
      const found = [...users.values()].filter(({ email }) => like === null || isLike(email, like)).reverse()
      return { users: found.slice(from, from + perPage), aud: 'authenticated' }
    },

    'GET /admin/users/:id': ({ params }) => userIn(state, params.id),

    'PUT /admin/users/:id'({ params, body }) {
      const user = userIn(state, params.id)
      if (body.email_confirm === true) confirm(state, user)
      if (body.email !== undefined) user.email = emailIn(body).toLowerCase()
      user.app_metadata = merged(user.app_metadata, body.app_metadata)
      user.user_metadata = merged(user.user_metadata, body.user_metadata)
      user.updated_at = moment(state)
      return user
    },

    // Documented as the user; it is an empty object.
    'DELETE /admin/users/:id'({ params }) {
      users.delete(userIn(state, params.id).id)
      return {}
    },

    'GET /settings': () => ({
      external: { email: true },
      disable_signup: false,
      mailer_autoconfirm: settings.autoconfirm,
      phone_autoconfirm: false,
      saml_enabled: false,
    }),
  }
}

// Part of it, with the wildcards of SQL.
function isLike(text: string, like: string): boolean {
  const pattern = like
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('%', '.*')
    .replaceAll('_', '.')
  return new RegExp(pattern).test(text)
}
