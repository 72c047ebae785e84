import { type ProviderApi, providerApi } from '@tenantry/core/provider'
import * as z from 'zod/mini'
import { managementFailures } from '../api/failures.ts'
import { pageOf, throughPages } from '../api/pages.ts'

/** Kinde's API for the person who is signed in, with their own token. */
export interface AccountApi {
  permissions(): Promise<Owned<'permissions'>>
  roles(): Promise<Owned<'roles'>>
  flags(): Promise<readonly AccountFlag[]>
}

interface Owned<Noun extends string> {
  readonly organization: string | null
  readonly items: readonly (Noun extends 'roles' ? AccountRole : { readonly key: string })[]
}

export interface AccountRole {
  readonly id: string | null
  readonly key: string
  readonly name: string | null
}

interface AccountFlag {
  readonly key: string
  readonly type: string
  readonly value: unknown
}

export interface AccountApiOptions {
  readonly issuer: string
  /** The access token; a new one when the last was refused. */
  readonly token: (renew: boolean) => Promise<string>
  readonly fetch: typeof fetch
  readonly deadlineMs: number
  readonly now: () => number
}

const text = z.nullish(z.string())
const keyed = z.object({ id: text, key: z.string(), name: text })
const metadata = z.nullish(z.object({ has_more: z.nullish(z.boolean()), next_page_starting_after: text }))

const Permissions = z.object({ data: z.object({ org_code: text, permissions: z.nullish(z.array(keyed)) }), metadata })
const Roles = z.object({ data: z.object({ org_code: text, roles: z.nullish(z.array(keyed)) }), metadata })
const FlagRow = z.object({ key: z.string(), type: z.string(), value: z.unknown() })
const Flags = z.object({ data: z.object({ feature_flags: z.nullish(z.array(FlagRow)) }), metadata })

/** @throws ProviderError, as every call to a provider does */
export function accountApi({ issuer, token, fetch, deadlineMs, now }: AccountApiOptions): AccountApi {
  const api = providerApi({
    provider: 'kinde',
    baseUrl: `${issuer}/account_api/v1`,
    headers: async (renew) => ({ authorization: `Bearer ${await token(renew)}` }),
    failures: managementFailures,
    fetch,
    deadlineMs,
    now,
  })

  return {
    async permissions() {
      const pages = await allPages(api, '/permissions', Permissions)
      return {
        organization: pages[0]?.data.org_code ?? null,
        items: pages.flatMap((page) => page.data.permissions ?? []),
      }
    },
    async roles() {
      const pages = await allPages(api, '/roles', Roles)
      const items = pages.flatMap((page) => page.data.roles ?? []).map(roleOf)
      return { organization: pages[0]?.data.org_code ?? null, items }
    },
    async flags() {
      const pages = await allPages(api, '/feature_flags', Flags)
      return pages.flatMap((page) => page.data.feature_flags ?? [])
    },
  }
}

interface Page {
  readonly metadata?: z.output<typeof metadata>
}

const PAGE_SIZE = 100

/** Every page: the first alone would leave out permissions without a word. */
async function allPages<P extends Page>(
  api: ProviderApi,
  path: string,
  output: z.ZodMiniType<P>,
): Promise<readonly P[]> {
  const pages: P[] = []
  const all = throughPages(async (after) => {
    const query = { page_size: PAGE_SIZE, starting_after: after ?? undefined }
    const page = await api.send({ method: 'GET', path, query, output })
    const { has_more, next_page_starting_after } = page.metadata ?? {}
    return pageOf([page], has_more ? next_page_starting_after : null)
  })
  for await (const page of all) pages.push(page)
  return pages
}

/** A role as the token and the API write it. */
export function roleOf(row: { id?: unknown; key: string; name?: unknown }): AccountRole {
  return {
    id: typeof row.id === 'string' ? row.id : null,
    key: row.key,
    name: typeof row.name === 'string' ? row.name : null,
  }
}
