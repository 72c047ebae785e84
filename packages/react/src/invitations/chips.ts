import { canonicalEmail, type InvitationResult } from '@tenantry/core'
import { type Recipient, recipientKey } from './recipients.ts'

type Code = NonNullable<InvitationResult['code']>

/** Somebody in an invite box. */
export interface Chip extends Recipient {
  /** The same for two ways to write one address: nobody is there twice. */
  readonly key: string
  /** Not an address: it is not sent, and stops no other. */
  readonly isWrong: boolean
  /** Other than that of the rest. */
  readonly role?: string | undefined
  /** Why the server did not invite them. */
  readonly code?: Code | undefined
}

// Whoever is a member, or has an invitation, has what they were to get.
const SETTLED: ReadonlySet<Code | undefined> = new Set<Code>(['MEMBERSHIP_EXISTS', 'INVITATION_PENDING'])

/** Puts people behind those that are there; whoever is there already only gets the name they lacked. */
export function addChips(chips: readonly Chip[], found: readonly Recipient[], role?: string): readonly Chip[] {
  const all = new Map(chips.map((chip) => [chip.key, chip]))
  for (const { email, name } of found) {
    const key = recipientKey(email)
    const held = all.get(key) ?? { key, email, name, role, isWrong: canonicalEmail(email) === null }
    all.set(key, { ...held, name: held.name || name })
  }
  return [...all.values()]
}

/** Takes out who was invited, and marks who was not. */
export function settleChips(chips: readonly Chip[], results: readonly InvitationResult[]): readonly Chip[] {
  const known = new Map(results.map((result) => [recipientKey(result.email), result]))
  return chips.flatMap((chip) => {
    const result = known.get(chip.key)
    if (!result) return chip
    const { status, code = 'VALIDATION_FAILED' } = result
    if (status === 'invited' || SETTLED.has(code)) return []
    return { ...chip, code, isWrong: code === 'VALIDATION_FAILED' }
  })
}

/** Writes somebody as text again, in a form that is read as the same. */
export function textOf({ email, name }: Recipient): string {
  return name ? `"${name.replaceAll('"', "'")}" <${email}>` : email
}
