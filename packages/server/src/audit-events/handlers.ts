import type { contract } from '@tenantry/core'
import type { HandlersOf } from '../context.ts'
import { list } from './list.ts'

export const auditEvents: HandlersOf<typeof contract>['auditEvents'] = { list }
