import type { contract } from '@tenantry/core'
import type { HandlersOf } from '../context.ts'
import { add } from './add.ts'
import { list } from './list.ts'
import { remove } from './remove.ts'
import { verify } from './verify.ts'

export const domains: HandlersOf<typeof contract>['domains'] = { list, add, verify, remove }
