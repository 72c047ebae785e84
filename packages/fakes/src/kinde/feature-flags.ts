import { done, found, Refusal } from './answers.ts'
import type { KindeCall, KindeRoute } from './route.ts'
import type { KindeFlag, KindeState } from './state.ts'

const flag = '/api/v1/feature_flags/{feature_flag_key}'

/** Flags are listed by their environment, by key, and without most of what they were made with. */
export const featureFlagRoutes: readonly KindeRoute[] = [
  { call: 'GET /api/v1/environment/feature_flags', scope: 'read:environment_feature_flags', mute: true, answer: list },
  { call: 'POST /api/v1/feature_flags', scope: 'create:feature_flags', status: 201, mute: true, answer: create },
  { call: `PUT ${flag}`, scope: 'update:feature_flags', mute: true, answer: replace },
  { call: `DELETE ${flag}`, scope: 'delete:feature_flags', mute: true, answer: remove },
]

const FIELDS = ['name', 'description', 'type', 'allow_override_level', 'default_value'] as const

function list({ state }: KindeCall): object {
  const flags = [...state.flags.values()].map(({ key, type, default_value }) => [key, { type, value: default_value }])
  return { code: 'OK', message: 'Success', feature_flags: Object.fromEntries(flags) }
}

function create({ state, body }: KindeCall): object {
  const { key, name, type, default_value, description = '', allow_override_level = 'org' } = body as Partial<KindeFlag>
  if (!key || !name || !type || default_value === undefined)
    throw new Refusal(400, 'FLAG_INVALID', 'Fields are missing')
  if (state.flags.has(key)) throw new Refusal(400, 'FLAG_KEY_TAKEN', 'Key is taken')
  state.flags.set(key, { key, name, type, default_value, description, allow_override_level })
  return done('Feature flag created')
}

/** Takes everything anew, from the query. */
function replace({ state, params, query }: KindeCall): object {
  const held = flagOf(state, params)
  if (FIELDS.some((name) => !query.has(name))) throw new Refusal(400, 'FLAG_INVALID', 'Fields are missing')
  Object.assign(held, Object.fromEntries(FIELDS.map((name) => [name, query.get(name)])))
  return done('Feature flag updated')
}

function remove({ state, params }: KindeCall): object {
  state.flags.delete(flagOf(state, params).key)
  return done('Feature flag deleted')
}

function flagOf({ flags }: KindeState, { feature_flag_key = '' }: KindeCall['params']): KindeFlag {
  return found(flags.get(feature_flag_key), 'FLAG_NOT_FOUND', 'Feature flag not found')
}
