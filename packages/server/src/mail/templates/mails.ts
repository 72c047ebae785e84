import type { MailLocale } from '../locales.ts'
import type { Mail } from '../mailer.ts'
import { write } from './layout.ts'
import { mailMessages, roleName } from './messages.ts'
import { bodyNameOf, lineOf } from './names.ts'

interface Addressed {
  readonly locale: MailLocale
  readonly to: string
}

export interface InvitationMail extends Addressed {
  readonly organizationName: string
  /** Null when the inviter has no name to show. */
  readonly inviterName: string | null
  readonly role: string
  readonly teamName: string | null
  readonly url: string
  readonly expiresAt: Date
}

/** Writes the mail that invites somebody into an organization. */
export function invitationMail(given: InvitationMail): Mail {
  const { locale, to, url } = given
  const words = mailMessages(locale)
  const { subject, heading, text, action, unexpected } = words.invitation
  const names = namesWith(lineOf, given)
  const bodyNames = namesWith(bodyNameOf, given)
  const team = given.teamName ? [[words.team, bodyNameOf(given.teamName)] as const] : []
  return write({
    locale,
    to,
    subject: subject(names),
    heading: heading(bodyNames),
    text: text(bodyNames),
    facts: [[words.role, bodyNameOf(roleName(locale, given.role))], ...team],
    action: { label: action, url },
    notes: [words.expires(dateIn(locale, given.expiresAt)), unexpected],
  })
}

export interface VerificationMail extends Addressed {
  readonly url: string
  readonly expiresAt: Date
}

/** Writes the mail that asks somebody to prove an address. */
export function verificationMail({ locale, to, url, expiresAt }: VerificationMail): Mail {
  const words = mailMessages(locale)
  return plain({ locale, to, url, words: words.verification, notes: [words.expires(dateIn(locale, expiresAt))] })
}

export interface AccountExistsMail extends Addressed {
  readonly signInUrl: string
}

/** Writes the mail that the owner of an address gets when somebody signs up with it again. */
export function accountExistsMail({ locale, to, signInUrl }: AccountExistsMail): Mail {
  return plain({ locale, to, url: signInUrl, words: mailMessages(locale).accountExists, notes: [] })
}

export interface AccountCreatedMail extends Addressed {
  readonly organizationName: string
  /** Null when the administrator has no name to show. */
  readonly inviterName: string | null
  /** Where they sign in. */
  readonly url: string
}

/** Writes the mail to somebody whose account an administrator created; the password is in no mail. */
export function accountCreatedMail(given: AccountCreatedMail): Mail {
  const { locale, to, url } = given
  const { subject, heading, text, action, password, unexpected } = mailMessages(locale).accountCreated
  const names = namesWith(bodyNameOf, given)
  return write({
    locale,
    to,
    subject: subject(namesWith(lineOf, given)),
    heading: heading(names),
    text: text(names),
    facts: [],
    action: { label: action, url },
    notes: [password, unexpected],
  })
}

export interface PasswordResetMail extends Addressed {
  readonly url: string
}

/** Writes the mail with the link to a new password. */
export function passwordResetMail({ locale, to, url }: PasswordResetMail): Mail {
  return plain({ locale, to, url, words: mailMessages(locale).passwordReset, notes: [] })
}

export interface MembershipApprovedMail extends Addressed {
  readonly organizationName: string
  readonly url: string
}

/** Writes the mail that tells somebody who asked to become a member that they are one. */
export function membershipApprovedMail({ locale, to, organizationName, url }: MembershipApprovedMail): Mail {
  const { subject, text, ...words } = mailMessages(locale).membershipApproved
  const written = { ...words, subject: subject(lineOf(organizationName)), text: text(bodyNameOf(organizationName)) }
  return plain({ locale, to, url, words: written, notes: [] })
}

interface Plain extends Addressed {
  readonly url: string
  readonly words: {
    readonly subject: string
    readonly text: string
    readonly action: string
    readonly unexpected: string
  }
  readonly notes: readonly string[]
}

function plain({ locale, to, url, words, notes }: Plain): Mail {
  const { subject, text, action, unexpected } = words
  return write({
    locale,
    to,
    subject,
    heading: subject,
    text,
    facts: [],
    action: { label: action, url },
    notes: [...notes, unexpected],
  })
}

function namesWith(
  clean: (name: string) => string,
  { organizationName, inviterName }: Pick<InvitationMail, 'organizationName' | 'inviterName'>,
) {
  return { organization: clean(organizationName), inviter: inviterName?.trim() ? clean(inviterName) : null }
}

// The reader's time zone is unknown, so the mail says which one it means.
function dateIn(locale: MailLocale, date: Date): string {
  let format = formats.get(locale)
  if (!format) {
    format = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' })
    formats.set(locale, format)
  }
  return `${format.format(date)} UTC`
}

const formats = new Map<MailLocale, Intl.DateTimeFormat>()
