import type { contract } from '@tenantry/core'
import type { HandlersOf } from '../context.ts'
import { leave } from './leave.ts'
import { list } from './list.ts'
import { remove } from './remove.ts'
import { transferOwnership } from './transfer-ownership.ts'
import { update } from './update.ts'

export const members: HandlersOf<typeof contract>['members'] = { list, update, remove, leave, transferOwnership }
