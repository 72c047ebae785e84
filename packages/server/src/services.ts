import type { Provider } from '@tenantry/core/provider'
import type { Accounts } from './accounts/accounts.ts'
import type { Policy } from './context.ts'
import type { Database } from './database/database.ts'
import type { ResolveTxt } from './domains/look-up.ts'
import type { Jobs } from './jobs/jobs.ts'
import type { Limiter } from './limits/limiter.ts'
import type { Log } from './log/log.ts'
import type { Metrics } from './metrics/metrics.ts'
import type { Sync } from './sync/sync.ts'
import type { VerifyAccessToken } from './tokens/access-token.ts'
import type { Keys } from './tokens/keys.ts'

/** What lives as long as the server: made once by `createTenantry`, handed to every request. */
export interface Services {
  readonly database: Database
  readonly provider: Provider
  readonly policy: Policy
  readonly limiter: Limiter
  readonly jobs: Jobs
  readonly keys: Keys
  readonly verify: VerifyAccessToken
  /** Null where the provider has no organizations. */
  readonly sync: Sync | null
  /** Null for the embedded provider, whose accounts are made within the transaction. */
  readonly accounts: Accounts | null
  readonly log: Log
  readonly metrics: Metrics
  readonly resolveTxt: ResolveTxt | null
  readonly now: () => Date
  readonly newId: () => string
}
