import { canonicalDomain } from './domain.ts'

// An RFC 5322 atom, plus RFC 6531 letters, less `!` and `%`: old relays read those as routes to another domain.
const ATOM = /^[a-z0-9#$&'*+/=?^_`{|}~\-\u0080-\u{10ffff}]+$/u
const UNSEEN = /[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/u

/**
 * Returns the one form in which an e-mail address is stored and compared, or null when it is not one usable address
 * (RFC 5321 §4.5.3.1 lengths in octets). Dots and plus tags stay: what they mean is up to each mail host.
 */
export function canonicalEmail(value: string): string | null {
  const address = value.trim()
  const at = address.indexOf('@')
  if (address.length > 1000 || at < 1 || /\s/.test(address)) return null
  const local = canonicalLocal(address.slice(0, at))
  const domain = canonicalDomain(address.slice(at + 1))
  if (local === null || domain === null) return null
  return octets(local) + 1 + domain.length > 254 ? null : `${local}@${domain}`
}

/** Returns an address fit for a log line: its first character and its domain, and nothing of what is not an address. */
export function maskEmail(value: string): string {
  const email = canonicalEmail(value)
  if (email === null) return '***'
  const [first] = email
  return `${first}***${email.slice(email.indexOf('@'))}`
}

function canonicalLocal(raw: string): string | null {
  if ([...raw].some(spellsAscii) || UNSEEN.test(raw)) return null
  // Only A-Z is lower-cased: mail hosts fold no other letters alike, so folding more (the Kelvin sign to `k`, `İ` to
  // `i`) would name the mailbox of somebody else. NFC runs again since lower-casing can make letters composable: `J`
  // and a caron stay two characters, `j` and a caron become one.
  const local = raw
    .normalize('NFC')
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase())
    .normalize('NFC')
  if (octets(local) > 64) return null
  // `=?charset?q?a=40b?=` is an encoded word: a mailer that decodes it writes to another address.
  if (local.includes('=?')) return null
  return local.split('.').every((atom) => ATOM.test(atom)) ? local : null
}

// Refused, not mapped: `＠`, `ﬁ` or the Kelvin sign is read as ASCII by one system and as itself by the next.
// Even NFC alone turns the Kelvin sign into `K`.
function spellsAscii(character: string): boolean {
  return character > '\u007f' && /[ -~]/.test(character.normalize('NFKC'))
}

function octets(text: string): number {
  return new TextEncoder().encode(text).length
}
