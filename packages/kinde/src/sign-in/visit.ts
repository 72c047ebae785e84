import { decodeJwt } from 'jose'
import { type Access, createAccess } from '../access/access.ts'
import { accountApi } from '../access/account-api.ts'
import type { StorageManager } from '../storage/storage.ts'
import { withCookies } from './answer.ts'
import { SignInError } from './failure.ts'
import { type KindeUser, type SessionRecord, userOf } from './session-record.ts'
import type { Sessions } from './sessions.ts'
import type { Settings } from './settings.ts'
import type { Visitor } from './visitor.ts'

/** A request, and who makes it. */
export type Visit = SignedOutVisit | SignedInVisit

interface AnyVisit {
  /** What is kept for this device, this user, and everybody. */
  readonly storage: StorageManager
  /** Puts on an answer the cookies that changed meanwhile: without them a renewed session is lost. */
  commit(response: Response): Promise<Response>
  /** Those cookies, for frameworks with answers of their own. */
  cookies(): Promise<readonly string[]>
}

/** A visit of nobody in particular. */
export interface SignedOutVisit extends AnyVisit {
  readonly user: null
}

/** A visit of somebody who is signed in. */
export interface SignedInVisit extends AnyVisit {
  readonly user: KindeUser
  /** What they may do. */
  readonly access: Access
  /** The access token for calls in their name; it holds for a minute at least, as long as Kinde can be reached. */
  readonly token: string
  /** Asks for new tokens, as after a change of roles, and gives the visit with them. @throws UNAUTHENTICATED when the session has ended */
  renewed(): Promise<SignedInVisit>
}

export function visitOf(settings: Settings, sessions: Sessions, visitor: Visitor, session: SessionRecord): SignedInVisit
export function visitOf(settings: Settings, sessions: Sessions, visitor: Visitor, session: SessionRecord | null): Visit
export function visitOf(
  settings: Settings,
  sessions: Sessions,
  visitor: Visitor,
  session: SessionRecord | null,
): Visit {
  const common = {
    cookies: () => visitor.cookies(),
    commit: async (response: Response) => withCookies(response, await visitor.cookies()),
  }
  if (session === null) return { ...common, user: null, storage: visitor.storageOf(null) }

  // Its signature was checked before it was kept, and nobody else can write there.
  const accessClaims = decodeJwt(session.accessToken)
  const user = userOf(session, accessClaims)
  const renew = async () => {
    const renewed = await sessions.renew(visitor)
    if (renewed === null) throw new SignInError('UNAUTHENTICATED')
    return renewed
  }
  const { issuer, fetch, deadlineMs, now, force } = settings
  let current = session
  const token = async (isRefused: boolean) => {
    if (isRefused) current = await renew()
    return current.accessToken
  }
  const api = accountApi({ issuer, token, fetch, deadlineMs, now })
  return {
    ...common,
    user,
    storage: visitor.storageOf(user.id),
    token: session.accessToken,
    access: createAccess({ accessClaims, idClaims: session.idClaims, api, force }),
    renewed: async () => visitOf(settings, sessions, visitor, await renew()),
  }
}
