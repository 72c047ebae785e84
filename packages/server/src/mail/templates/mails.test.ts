import { expect, test } from 'vitest'
import { mailLocales } from '../locales.ts'
import {
  accountCreatedMail,
  accountExistsMail,
  type InvitationMail,
  invitationMail,
  passwordResetMail,
  verificationMail,
} from './mails.ts'

const url = `https://app.example.com/invitation?token=${'A'.repeat(43)}&lang=pl`
const expiresAt = new Date('2026-11-28T09:05:00Z')

const invitation: InvitationMail = {
  locale: 'en',
  to: 'nowak@example.org',
  organizationName: 'Öl & Gas AG',
  inviterName: 'Zażółć Gęś',
  role: 'manager',
  teamName: 'Field service',
  url,
  expiresAt,
}

const everyKind = mailLocales.flatMap((locale) => [
  invitationMail({ ...invitation, locale }),
  invitationMail({ ...invitation, locale, inviterName: null, teamName: null }),
  verificationMail({ locale, to: 'nowak@example.org', url, expiresAt }),
  accountExistsMail({ locale, to: 'nowak@example.org', signInUrl: url }),
  accountCreatedMail({ ...invitation, locale }),
  accountCreatedMail({ ...invitation, locale, inviterName: null }),
  passwordResetMail({ locale, to: 'nowak@example.org', url }),
])

test('invites in English', () => {
  const { subject, text } = invitationMail(invitation)
  expect(subject).toBe('Zażółć Gęś invites you to Öl & Gas AG')
  expect(text).toBe(`Join Öl & Gas AG

Zażółć Gęś invites you to work together in Öl & Gas AG.

Role: Manager
Team: Field service

Accept the invitation:
${url}

This link works until November 28, 2026 at 9:05 AM UTC.

If you did not expect this invitation, you can ignore this mail.

-- 
Sent by app.example.com
`)
})

test('invites in Polish', () => {
  const { subject, text, html } = invitationMail({ ...invitation, locale: 'pl', role: 'employee' })
  expect(subject).toBe('Zażółć Gęś zaprasza Cię do organizacji Öl & Gas AG')
  expect(text).toContain('Rola: Pracownik\nZespół: Field service')
  expect(text).toContain('Link działa do 28 listopada 2026 09:05 UTC.')
  expect(html).toContain('<html lang="pl" dir="ltr">')
})

test.each([
  ['en', 'Zażółć Gęś created an account for you in Öl & Gas AG', 'An administrator tells you the password.'],
  ['pl', 'Zażółć Gęś zakłada Ci konto w organizacji Öl & Gas AG', 'Hasło poda Ci administrator.'],
] as const)(
  'tells somebody of an account that an administrator created, without the password (%s)',
  (locale, subject, hint) => {
    const mail = accountCreatedMail({ ...invitation, locale })
    expect(mail.subject).toBe(subject)
    expect(mail.text).toContain(hint)
  },
)

test.each([
  ['en', 'You are invited to Öl & Gas AG'],
  ['pl', 'Zaproszenie do organizacji Öl & Gas AG'],
] as const)('invites without the name of the inviter (%s)', (locale, subject) => {
  expect(invitationMail({ ...invitation, locale, inviterName: null })).toMatchObject({ subject })
  expect(invitationMail({ ...invitation, locale, inviterName: ' ' })).toMatchObject({ subject })
})

test('names a role of the host by its key', () => {
  expect(invitationMail({ ...invitation, role: 'dispatcher' }).text).toContain('Role: dispatcher')
  expect(invitationMail({ ...invitation, role: 'constructor' }).text).toContain('Role: constructor')
})

test.each(everyKind)('holds its link in both parts: $subject', ({ text, html }) => {
  expect(text.split('\n')).toContain(url)
  expect(html).toContain(`href="${url.replace('&', '&#38;')}"`)
  expect(html).not.toMatch(/undefined|null|NaN|Invalid/)
})

test('says nothing in English in a Polish mail', () => {
  const words = (locale: 'en' | 'pl') => {
    const mails = [
      invitationMail({ ...invitation, locale, inviterName: null, teamName: 'A', organizationName: 'B' }),
      verificationMail({ locale, to: 'a@example.org', url, expiresAt }),
      accountExistsMail({ locale, to: 'a@example.org', signInUrl: url }),
      accountCreatedMail({ locale, to: 'a@example.org', organizationName: 'B', inviterName: null, url }),
      passwordResetMail({ locale, to: 'a@example.org', url }),
    ]
    return mails.flatMap(({ text }) => text.split(/[\n:]/).filter((line) => /\p{L}{2}/u.test(line)))
  }
  const english = new Set(words('en'))
  expect(new Set(words('pl').filter((line) => english.has(line)))).toEqual(
    new Set(['https', url.slice('https:'.length)]),
  )
})

const hostile = `"><script>alert(1)</script><img src=x onerror=alert(1)>'\r\nBcc: everybody@example.com\r\n\r\n<b>`

test('leaves no markup and no line break of a name in a mail', () => {
  const mail = invitationMail({
    ...invitation,
    organizationName: hostile,
    inviterName: hostile,
    teamName: hostile,
    role: hostile,
  })
  expect(mail.subject).not.toMatch(/[\r\n]/)
  expect(mail.text).not.toMatch(/^Bcc:/m)
  expect(mail.html).not.toMatch(/<script|<img|<b>|"'/)
})

test('cuts very long names', () => {
  const { subject } = invitationMail({ ...invitation, organizationName: '🦆'.repeat(5000) })
  expect([...subject].length).toBeLessThan(140)
  expect(subject.isWellFormed()).toBe(true)
})

test.each(['Win at www.example.com', 'https://example.com/free', 'example.net: click'])(
  'does not let the name %j become a link',
  (organizationName) => {
    const { text, html } = invitationMail({ ...invitation, organizationName })
    for (const part of [text, html]) {
      expect(part).not.toContain(organizationName)
      expect(part.replaceAll('\u2060', '')).toContain(organizationName)
    }
  },
)

test('keeps names with dots that are no addresses as they are', () => {
  const organizationName = 'Kowalski Sp. z o.o.'
  expect(invitationMail({ ...invitation, organizationName }).text).toContain(`together in ${organizationName}\n`)
})

test('drops the marks that turn text around, and isolates a name that runs from right to left', () => {
  const turned = invitationMail({ ...invitation, organizationName: 'evil\u202Egro' })
  expect(turned.subject + turned.text + turned.html).not.toContain('\u202E')
  expect(invitationMail({ ...invitation, organizationName: 'שלום' }).text).toContain('\u2068שלום\u2069')
})

test.each(['javascript:alert(1)', 'data:text/html,x', 'not an address'])('refuses to link to %s', (bad) => {
  expect(() => invitationMail({ ...invitation, url: bad })).toThrow()
})
