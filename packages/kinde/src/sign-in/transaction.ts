import { clearCookie, cookieName, cookiesOf, setCookie } from '../storage/cookies.ts'
import { createSeal } from '../storage/seal.ts'
import type { Settings } from './settings.ts'

/** One sign-in on its way: what its answer is checked against. */
export interface Transaction {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
  /** Where the visitor goes afterwards; checked already. */
  readonly redirectTo: string
}

export interface Transactions {
  /** The cookies that a new one needs; those of the oldest make way when there are many. */
  begin(request: Request, transaction: Transaction): Promise<readonly string[]>
  /** The one that an answer's `state` belongs to; null when this browser has none. */
  find(request: Request, state: string): Promise<Transaction | null>
  /** The cookies that end it, so that no answer is taken twice. */
  end(state: string): Promise<readonly string[]>
}

// Codes by mail take their time.
const SECONDS = 3600

// Somebody opens the page in many tabs, and each brings a cookie.
const MOST = 5

/** Keeps each sign-in in an encrypted cookie of its own, so that those of two tabs do not disturb each other. */
export function createTransactions(settings: Settings): Transactions {
  const { secrets, secure, cookieName: base, now, issuer, clientId } = settings
  // What one application began ends in no other that shares its secret: whoever runs that one knows the state and the nonce.
  const sealer = createSeal({ secrets, purpose: `login ${issuer} ${clientId}`, now })
  const prefix = cookieName(`${base}_login_`, secure)

  const nameOf = async (state: string) => prefix + (await digest(state))

  return {
    async begin(request, transaction) {
      // Browsers name the oldest first (RFC 6265 §5.4).
      const open = [...cookiesOf(request).keys()].filter((name) => name.startsWith(prefix))
      const sealed = await sealer.seal(transaction, SECONDS)
      return [
        ...open.slice(0, Math.max(0, open.length - MOST + 1)).map((name) => clearCookie(name, secure)),
        setCookie(await nameOf(transaction.state), sealed, { secure, maxAgeSeconds: SECONDS }),
      ]
    },
    async find(request, state) {
      const sealed = cookiesOf(request).get(await nameOf(state))
      const found = sealed === undefined ? null : await sealer.open(sealed)
      return isTransaction(found) && found.state === state ? found : null
    },
    async end(state) {
      return [clearCookie(await nameOf(state), secure)]
    },
  }
}

async function digest(text: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return [...new Uint8Array(hash, 0, 12)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

function isTransaction(value: unknown): value is Transaction {
  return typeof value === 'object' && value !== null && 'state' in value && 'nonce' in value && 'verifier' in value
}
