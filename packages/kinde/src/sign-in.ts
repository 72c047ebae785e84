export type { Access, AccessOptions, AccessSource, KindePermission, KindeRole } from './access/access.ts'
export type { Flag, FlagValue } from './access/flags.ts'
export { isSignInError, SignInError, type SignInErrorCode } from './sign-in/failure.ts'
export { type KindeSignIn, kindeSignIn } from './sign-in/kinde-sign-in.ts'
export {
  fromNode,
  type NodeGuard,
  type NodeRequest,
  type NodeResponse,
  toNodeGuard,
  toNodeListener,
} from './sign-in/node.ts'
export type { KindeEndpoints } from './sign-in/oidc.ts'
export type { KindeUser } from './sign-in/session-record.ts'
export type { KindeSignInOptions } from './sign-in/settings.ts'
export type { SignedInVisit, SignedOutVisit, Visit } from './sign-in/visit.ts'
