export type { Identity, NewUser, Provider, ProviderContext, RunSql, TokenIssuer } from './provider/provider.ts'
