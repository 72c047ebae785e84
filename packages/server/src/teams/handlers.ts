import type { contract } from '@tenantry/core'
import type { HandlersOf } from '../context.ts'
import { addMember } from './add-member.ts'
import { create } from './create.ts'
import { list } from './list.ts'
import { remove } from './remove.ts'
import { removeMember } from './remove-member.ts'
import { update } from './update.ts'

export const teams: HandlersOf<typeof contract>['teams'] = { list, create, update, remove, addMember, removeMember }
