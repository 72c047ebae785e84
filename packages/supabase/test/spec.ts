import type { Exchange } from '@tenantry/fakes'
import { loadSpec, type SpecReport, specChecker } from '@tenantry/testing/spec'
import { defects } from './known-defects.ts'

const document = loadSpec('supabase-auth.yaml')
const check = document && specChecker(document, { basePath: '/auth/v1', outside: /\/\.well-known\//, defects })

/** What Supabase Auth's own specification says of calls and answers; null where it is not at hand. */
export function checked(exchanges: readonly Exchange[]): SpecReport | null {
  return check?.(exchanges) ?? null
}
