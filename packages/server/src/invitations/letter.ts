import type { Context, Policy } from '../context.ts'
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

/** The address that opens an invitation, its token behind `#`, where neither servers nor referrers see it. */
export function linkOf({ pages, publicUrl }: Policy, token: string): string {
  const url = new URL(pages.invitation, publicUrl)
  url.hash = new URLSearchParams({ token }).toString()
  return url.href
}

/** The mail that carries an invitation's token. */
export function invitationLetter({ policy, principal, locale }: Context, letter: Letter): Mail {
  return invitationMail({
    locale,
    to: letter.email,
    organizationName: letter.organizationName,
    inviterName: principal.fullName || principal.email || '',
    role: letter.role,
    teamName: letter.teamName,
    url: linkOf(policy, letter.token),
    expiresAt: letter.expires_at,
  })
}
