import type { contract } from '@tenantry/core'
import type { HandlersOf } from '../context.ts'
import { accept } from './accept.ts'
import { create } from './create.ts'
import { decline } from './decline.ts'
import { pending } from './pending.ts'
import { validateToken } from './validate-token.ts'

export const invitations: HandlersOf<typeof contract>['invitations'] = {
  create,
  accept,
  decline,
  validateToken,
  pending,
}
