import type { contract } from '@tenantry/core'
import type { HandlersOf } from '../context.ts'
import { create } from './create.ts'
import { get } from './get.ts'
import { join } from './join.ts'
import { joinable } from './joinable.ts'
import { makeDefault } from './make-default.ts'
import { remove } from './remove.ts'
import { settings } from './settings.ts'
import { slugAvailability } from './slug-availability.ts'
import { status } from './status.ts'
import { update } from './update.ts'
import { updateSettings } from './update-settings.ts'

export const organizations: HandlersOf<typeof contract>['organizations'] = {
  status,
  create,
  slugAvailability,
  makeDefault,
  joinable,
  join,
  get,
  update,
  remove,
  settings,
  updateSettings,
}
