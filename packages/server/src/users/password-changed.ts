import type { Identity } from '@tenantry/core/provider'
import type { Database } from '../database/database.ts'

/** A password that its owner changed at the provider. */
export interface PasswordChange extends Pick<Identity, 'issuer' | 'subject'> {
  /** True when a mailed link was used, which proves the address; false when the old password was known. */
  readonly byMail: boolean
}

/**
 * Notes that somebody chose their own password: it has to be changed no more, and an address that only an administrator had given is
 * proved where a mailed link was used. Nothing happens for an identity that the server does not know.
 */
export async function notePasswordChange(
  { runSql }: Database,
  { issuer, subject, byMail }: PasswordChange,
  now: Date,
): Promise<void> {
  // Tokens tell the second in which they were issued. One of this second may be of whoever made the account, from before the reset.
  const provedAt = new Date(Math.floor(now.getTime() / 1000) * 1000 + 1000)
  await runSql(
    `UPDATE users SET must_change_password = false, updated_at = $4::timestamptz,
       email_confirmed_at = CASE WHEN $3::boolean AND email_vouched THEN coalesce(email_confirmed_at, $5::timestamptz) ELSE email_confirmed_at END
     WHERE id = (SELECT user_id FROM identities WHERE provider = $1 AND subject = $2)
       AND (must_change_password OR ($3::boolean AND email_vouched AND email_confirmed_at IS NULL))`,
    [issuer, subject, byMail, now.toISOString(), provedAt.toISOString()],
  )
}
