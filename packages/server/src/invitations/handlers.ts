import type { contract } from '@tenantry/core'
import type { HandlersOf } from '../context.ts'
import { accept } from './accept.ts'
import { create } from './create.ts'
import { decline } from './decline.ts'
import { link } from './link.ts'
import { list } from './list.ts'
import { pending } from './pending.ts'
import { resend } from './resend.ts'
import { revoke } from './revoke.ts'
import { validateToken } from './validate-token.ts'

export const invitations: HandlersOf<typeof contract>['invitations'] = {
  list,
  create,
  resend,
  revoke,
  link,
  accept,
  decline,
  validateToken,
  pending,
}
