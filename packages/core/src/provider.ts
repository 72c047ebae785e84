export {
  type AccountCache,
  type AccountCacheOptions,
  type AccountFacts,
  createAccountCache,
} from './provider/account-cache.ts'
export { type ProviderApi, type ProviderApiOptions, type ProviderCall, providerApi } from './provider/api.ts'
export { type Breaker, type BreakerOptions, createBreaker } from './provider/breaker.ts'
export type { Check } from './provider/check.ts'
export type { FailureForm, ProviderFailure } from './provider/failure-of.ts'
export type {
  CallOptions,
  NewProviderInvitation,
  NewProviderOrganization,
  ProviderInvitations,
  ProviderMember,
  ProviderOrganizations,
  WaitingInvitation,
} from './provider/organizations.ts'
export { createPageGuard } from './provider/page-guard.ts'
export type {
  FoundUser,
  Identity,
  NewUser,
  Provider,
  ProviderContext,
  RunSql,
  TokenIssuer,
} from './provider/provider.ts'
export { inDoubt, isProviderError, ProviderError, type ProviderErrorKind, unless } from './provider/provider-error.ts'
export type { ProviderChange, ProviderEvent, ProviderWebhooks } from './provider/provider-event.ts'
