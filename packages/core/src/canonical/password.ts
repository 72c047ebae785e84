import { lengths } from './lengths.ts'
import { fits } from './text.ts'

/** Tells whether a hash can take a password whole: bcrypt ends at NUL, and half a character has no bytes. */
export function isHashable(password: string): boolean {
  return password.isWellFormed() && !password.includes('\0')
}

/** Tells whether a password may be chosen: 8 to 128 characters of any kind, never trimmed (NIST SP 800-63B-4 §3.1.1.2). */
export function isNewPassword(password: string): boolean {
  return isHashable(password) && fits(password, lengths.password)
}
