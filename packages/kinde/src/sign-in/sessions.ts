import { createTurns, type Exclusive } from '../storage/turns.ts'
import { isSignInError } from './failure.ts'
import type { Oidc } from './oidc.ts'
import type { SessionRecord } from './session-record.ts'
import type { Settings } from './settings.ts'
import type { Visitor } from './visitor.ts'

/** Keeps sessions alive: a refresh token that rotates may be used once, whoever asks at the same time. */
export interface Sessions {
  /** Gives the session with an access token that is still good; null when nobody is signed in, or not any more. */
  fresh(visitor: Visitor): Promise<SessionRecord | null>
  /** Asks for new tokens whether or not the old ones still hold, as after a change of roles. */
  renew(visitor: Visitor): Promise<SessionRecord | null>
  end(visitor: Visitor): Promise<void>
}

// A token is replaced before it ends on the way to somebody.
const MARGIN_MS = 60_000

// Requests that were on their way already still bring the cookie of before.
const LATE_MS = 60_000

interface Renewal {
  readonly result: Promise<SessionRecord | null>
  readonly at: number
}

export function createSessions({ now, storage }: Settings, oidc: Oidc): Sessions {
  // A backend's own way holds across processes.
  const exclusive: Exclusive = storage?.exclusively?.bind(storage) ?? createTurns()
  const renewals = new Map<string, Renewal>()
  // What ended here, until its token has run out: copies of a cookie live on in requests that are on their way, and elsewhere.
  const ended = new Map<string, number>()

  const isOver = (session: SessionRecord) => (ended.get(keyOf(session)) ?? 0) > now()

  function note(token: string, result: Promise<SessionRecord | null>): Promise<SessionRecord | null> {
    for (const [old, { at }] of renewals) if (at + LATE_MS < now()) renewals.delete(old)
    renewals.set(token, { result, at: now() })
    return result
  }

  /** The one renewal of a refresh token in this process, running or done. */
  function renewOnce(visitor: Visitor, session: SessionRecord): Promise<SessionRecord | null> {
    const token = session.refreshToken ?? ''
    const known = renewals.get(token)
    if (known && known.at + LATE_MS >= now()) return known.result
    const result = visitor.isCookieOnly ? ask(session) : exclusive(nameOf(visitor), () => askUnlessDone(visitor, token))
    // What failed may succeed next time.
    result.catch(() => renewals.delete(token))
    return note(token, result)
  }

  async function askUnlessDone(visitor: Visitor, token: string): Promise<SessionRecord | null> {
    const current = await visitor.session()
    if (current === null || current.refreshToken !== token) return current
    const renewed = await ask(current)
    if (renewed) await visitor.keepSession(renewed)
    else await visitor.endSession()
    return renewed
  }

  async function ask(session: SessionRecord): Promise<SessionRecord | null> {
    try {
      return await oidc.refresh(session)
    } catch (error) {
      // Kinde has ended it: signed out elsewhere, removed, or too old.
      if (isSignInError(error, 'SIGN_IN_CODE_INVALID')) return null
      throw error
    }
  }

  async function renew(visitor: Visitor): Promise<SessionRecord | null> {
    const session = await visitor.session()
    if (!session?.refreshToken) return session
    const renewed = await renewOnce(visitor, session)
    const current = renewed && !isOver(renewed) ? renewed : null
    // What several requests share was written by the one that asked; a second time it could bring back what was ended meanwhile.
    if (visitor.isCookieOnly) await (current ? visitor.keepSession(current) : visitor.endSession())
    return current
  }

  /** Ends a session with what it was a moment ago and what it is becoming. @returns what is left of it at Kinde */
  async function bury(session: SessionRecord): Promise<SessionRecord> {
    let last = session
    const gone = new Set([keyOf(session)])
    for (const [before, { result }] of renewals) {
      const renewed = await result.catch(() => null)
      if (!renewed) continue
      if (gone.has(before)) last = renewed
      if (gone.has(before) || gone.has(keyOf(renewed))) gone.add(before).add(keyOf(renewed))
    }
    for (const [key, until] of ended) if (until <= now()) ended.delete(key)
    for (const key of gone) ended.set(key, last.expiresAt + LATE_MS)
    return last
  }

  return {
    renew,
    async fresh(visitor) {
      const session = await visitor.session()
      if (session === null) return null
      if (isOver(session)) return forget(visitor)
      if (session.expiresAt - MARGIN_MS > now()) return session
      const hasRunOut = session.expiresAt <= now()
      if (session.refreshToken === null) return hasRunOut ? forget(visitor) : session
      return renew(visitor).catch((error: unknown) => {
        if (hasRunOut) throw error
        return session
      })
    },
    end(visitor) {
      return exclusive(nameOf(visitor), async () => {
        const session = await visitor.session()
        const last = session && (await bury(session))
        await visitor.signOut()
        if (last) await oidc.revoke(last)
      })
    },
  }
}

async function forget(visitor: Visitor): Promise<null> {
  await visitor.endSession()
  return null
}

// Not every session can be renewed.
function keyOf({ refreshToken, accessToken }: SessionRecord): string {
  return refreshToken ?? accessToken
}

function nameOf(visitor: Visitor): string {
  return `session:${visitor.deviceId}`
}
