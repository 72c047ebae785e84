import { compare, hash } from 'bcryptjs'

/** Hashes and checks passwords with bcrypt, as seed 003 asks ("Use bcrypt for password hashing"). */
export interface Passwords {
  hash(password: string): Promise<string>
  verify(input: { readonly hash: string; readonly password: string }): Promise<boolean>
}

export function bcryptPasswords(cost: number): Passwords {
  const inTurn = queue()
  return {
    hash: async (password) => inTurn(async () => hash(await digest(password), cost)),
    verify: async (input) => inTurn(async () => compare(await digest(input.password), input.hash)),
  }
}

// bcrypt takes a third of a second of the one thread there is, in slices. One at a time leaves a slice's pause to every other
// request; twenty at a time would leave them two seconds each.
function queue() {
  let last: Promise<unknown> = Promise.resolve()
  return <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work, work)
    last = turn.catch(() => {})
    return turn
  }
}

// bcrypt reads the first 72 bytes and stops at a NUL, so two long passwords with one beginning would be the same password.
// The digest, in base64, is 44 bytes without NUL and depends on every byte. The prefix sets it apart from the plain SHA-256
// lists of other sites' breaches, which could otherwise be tried against our hashes without cracking them first.
// NFC because keyboards spell one letter in several ways (NIST SP 800-63B-4 §3.1.1.2).
async function digest(password: string): Promise<string> {
  const bytes = new TextEncoder().encode(`tenantry:${password.normalize('NFC')}`)
  const sha256 = await crypto.subtle.digest('SHA-256', bytes)
  return btoa(String.fromCharCode(...new Uint8Array(sha256)))
}
