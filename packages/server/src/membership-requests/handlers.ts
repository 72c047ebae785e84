import type { contract } from '@tenantry/core'
import type { HandlersOf } from '../context.ts'
import { approve } from './approve.ts'
import { deny } from './deny.ts'
import { list } from './list.ts'

export const membershipRequests: HandlersOf<typeof contract>['membershipRequests'] = { list, approve, deny }
