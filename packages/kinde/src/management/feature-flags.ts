import { type CallOptions, ProviderError } from '@tenantry/core/provider'
import type { KindeApi } from '../api/kinde-api.ts'
import { pageOf } from '../api/pages.ts'
import { done, flagList } from '../api/schemas.ts'
import { type Listing, listing } from './listing.ts'

type FlagValue = string | number | boolean

/** A feature flag, as the environment has it. */
export interface KindeFeatureFlag {
  readonly key: string
  readonly type: 'string' | 'integer' | 'boolean'
  readonly value: FlagValue
}

/** A feature flag to be created in the environment. */
export interface NewKindeFeatureFlag {
  readonly key: string
  readonly name: string
  readonly description?: string
  readonly type: KindeFeatureFlag['type']
  /** Of the type that `type` names. */
  readonly defaultValue: FlagValue
  /** Where another value may be set. @default Kinde's own */
  readonly allowOverrideLevel?: 'environment' | 'organization' | 'user'
}

/** What a feature flag becomes, as a whole: its name and description are needed each time. */
export interface KindeFeatureFlagChange {
  readonly name: string
  readonly description: string
  /** @default as it is */
  readonly type?: KindeFeatureFlag['type']
  /** @default the value that the environment has */
  readonly defaultValue?: FlagValue
  /** Kinde takes a flag anew as a whole, and does not tell this of the one that is there. @default 'organization' */
  readonly allowOverrideLevel?: 'environment' | 'organization'
}

/** Feature flags, which are known by their keys. All throw ProviderError. */
export interface KindeFeatureFlags extends Listing<KindeFeatureFlag> {
  /** Finds one in the list: Kinde reads no single flag. @throws ProviderError `not_found` */
  get(key: string, options?: CallOptions): Promise<KindeFeatureFlag>
  create(flag: NewKindeFeatureFlag, options?: CallOptions): Promise<{ readonly key: string }>
  update(key: string, change: KindeFeatureFlagChange, options?: CallOptions): Promise<void>
  delete(key: string, options?: CallOptions): Promise<void>
}

const TYPES = { string: 'str', integer: 'int', boolean: 'bool' } as const
const LEVELS = { environment: 'env', organization: 'org', user: 'usr' } as const
const one = '/feature_flags/{feature_flag_key}'

export function featureFlags(api: KindeApi): KindeFeatureFlags {
  // The list has no pages to ask for.
  const all = listing(async (_, options: CallOptions) => {
    const call = { scope: 'read:environment_feature_flags', method: 'GET', path: '/environment/feature_flags' } as const
    const { feature_flags } = await api.send({ ...call, output: flagList, ...options })
    const flags = Object.entries(feature_flags ?? {}).map(([key, { type, value }]) => flagOf(key, type, value))
    return pageOf(flags, null)
  })

  return {
    ...all,
    get,
    async create({ key, name, description, type, defaultValue, allowOverrideLevel: level }, options) {
      await api.send({
        scope: 'create:feature_flags',
        method: 'POST',
        path: '/feature_flags',
        body: {
          key,
          name,
          description,
          type: TYPES[type],
          default_value: String(defaultValue),
          allow_override_level: level && LEVELS[level],
        },
        output: done,
        ...options,
      })
      return { key }
    },
    async update(key, { name, description, allowOverrideLevel = 'organization', ...change }, options) {
      const held = await get(key, options)
      const { type = held.type, defaultValue = held.value } = change
      await api.send({
        scope: 'update:feature_flags',
        method: 'PUT',
        path: one,
        params: { feature_flag_key: key },
        query: {
          name,
          description,
          type: TYPES[type],
          allow_override_level: LEVELS[allowOverrideLevel],
          default_value: String(defaultValue),
        },
        output: done,
        ...options,
      })
    },
    async delete(key, options) {
      const call = { scope: 'delete:feature_flags', method: 'DELETE', path: one } as const
      await api.send({ ...call, params: { feature_flag_key: key }, output: done, ...options })
    },
  }

  async function get(key: string, options?: CallOptions): Promise<KindeFeatureFlag> {
    for await (const flag of all.list(options)) if (flag.key === key) return flag
    throw new ProviderError('not_found', { provider: 'kinde', message: 'kinde has no such feature flag' })
  }
}

function flagOf(key: string, type: string, value: FlagValue): KindeFeatureFlag {
  if (type === 'bool') return { key, type: 'boolean', value: String(value) === 'true' }
  if (type === 'int') return { key, type: 'integer', value: Number(value) }
  return { key, type: 'string', value: String(value) }
}
