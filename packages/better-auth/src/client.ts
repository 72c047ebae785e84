export type { BetterAuthSession, BetterAuthSessionOptions } from './session/better-auth-session.ts'
export { betterAuthSession } from './session/better-auth-session.ts'
