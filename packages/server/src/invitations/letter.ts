import type { Context } from '../context.ts'
import type { Mail } from '../mail/mailer.ts'
import { invitationMail } from '../mail/templates/mails.ts'

interface Letter {
  readonly email: string
  readonly role: string
  readonly token: string
  readonly organizationName: string
  readonly teamName: string | null
  readonly expires_at: Date
}

/** The mail that carries an invitation's token: the only place where the token itself ever is. */
export function invitationLetter({ policy, principal, locale }: Context, letter: Letter): Mail {
  // Behind `#`, where neither servers nor referrers see it.
  const url = new URL(policy.pages.invitation, policy.publicUrl)
  url.hash = new URLSearchParams({ token: letter.token }).toString()
  return invitationMail({
    locale,
    to: letter.email,
    organizationName: letter.organizationName,
    inviterName: principal.fullName || principal.email || '',
    role: letter.role,
    teamName: letter.teamName,
    url: url.href,
    expiresAt: letter.expires_at,
  })
}
