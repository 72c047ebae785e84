import { type ReceivedMail, startMailServer, type TestMailServer } from '@tenantry/testing/mail'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { smtpMailer } from '../../src/mail/smtp.ts'
import { type Person, type Running, startTenantry } from '../start-tenantry.ts'

let mailServer: TestMailServer
let running: Running
let turn = 0

beforeAll(async () => {
  mailServer = await startMailServer()
  const mailer = smtpMailer({ url: mailServer.url, from: 'Example <no-reply@example.com>' })
  running = await startTenantry('pglite', { mailer })
})
afterAll(async () => {
  expect(running.faults).toEqual([])
  await running.stop()
  await mailServer.stop()
})

/** Names that say something else than they seem to; people may have them, and mails carry them without harm. */
const names = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '</title><a href="https://evil.example">Click</a>',
  'Acme" <evil@example.com>',
  'evil@example.com, ada@example.com',
  'Bcc: evil@example.com',
  '=?utf-8?q?Bcc=3A_evil=40example=2Ecom?=',
  '=?utf-8?b?DQpCY2M6IGV2aWxAZXhhbXBsZS5jb20=?=',
  '%0d%0aBcc:%20evil@example.com',
  '\\r\\nBcc: evil@example.com',
  '&#13;&#10;Bcc: evil@example.com',
  `\${process.env.SECRET_KEY} {{7*7}} <%= 7 %>`,
  'https://evil.example/win',
  'www.evil.example',
  'javascript:alert(1)',
  `O'Brien & Söhne "GmbH"`,
  'שלום עליכם',
  'مؤسسة أكمي',
  '日本語株式会社',
  '👩‍🔬🏢',
  `A${'\u0301'.repeat(60)}`,
  '.\u00a0.',
  'x'.repeat(100),
  `'; DROP TABLE organizations; --`,
]

async function invitationOf(admin: Person, name: string): Promise<ReceivedMail> {
  turn += 1
  const to = `guest-${turn}@example.org`
  const { organization } = await running.as(admin).organizations.create({ body: { name, slug: `named-${turn}` } })
  const body = { invitations: [{ email: to, role: 'employee' }] }
  await running.as(admin).invitations.create({ params: { organizationId: organization.id }, body })
  return mailServer.waitFor(({ recipients }) => recipients.includes(to))
}

function expectHarmless(mail: ReceivedMail) {
  expect(mail.recipients).toHaveLength(1)
  expect([mail.to?.length, mail.cc?.length ?? 0, mail.bcc?.length ?? 0]).toEqual([1, 0, 0])
  expect(mail.from).toMatchObject({ address: 'no-reply@example.com' })
  expect(mail.headers.map(({ key }) => key)).not.toContain('bcc')
  expect(mail.subject).not.toMatch(/[\r\n]|\p{Bidi_Control}/u)
  const tags = mail.html?.match(/<[^>]*>/g) ?? []
  const links = tags.flatMap(
    (tag) => /\s(?:href|src|action|style)="([^"]*:\/\/[^"]*)"/i.exec(tag)?.[1]?.split('#')[0] ?? [],
  )
  // The invitation's own link, on the button and below it, and no other.
  expect(links).toEqual(Array(2).fill('http://app.example.com/onboarding'))
  expect(tags.filter((tag) => /^<(script|img|iframe|svg|form|object|base)|\son\w+=/i.test(tag))).toEqual([])
  // What looks like an address in a name is broken up, so that no mail program makes a link of it.
  expect(mail.text).not.toMatch(/https?:\/\/(?!app\.example\.com)|www\.evil/)
}

test.each(names)('carries the organization name %j without harm', async (name) => {
  const mail = await invitationOf({ sub: `admin-${turn}`, email: `admin-${turn}@example.com` }, name)
  expectHarmless(mail)
  const { rows } = {
    rows: await running.rows<{ name: string }>(`SELECT name FROM organizations WHERE slug = 'named-${turn}'`),
  }
  expect(rows[0]?.name).toBe(name.normalize('NFC'))
})

/** Names as another system may put them into a token: ours have none of this. */
const claimed = [
  ...names,
  'Eve\r\nBcc: evil@example.com',
  'Eve\u0000',
  '\u202eevE',
  'Eve\u2028Bcc: evil@example.com',
  '\ud800',
  'x'.repeat(2000),
  '\u200b\u200b',
  '   ',
]

test.each(claimed)('carries the inviter name %j without harm', async (name) => {
  const admin = { sub: `claims-${turn}`, email: `claims-${turn}@example.com`, name }
  expectHarmless(await invitationOf(admin, 'Acme'))
  const [user] = await running.rows<{ full_name: string }>(`SELECT full_name FROM users WHERE email = '${admin.email}'`)
  expect(user?.full_name).not.toMatch(/\p{Cc}|\p{Cf}|\u2028|\u2029/u)
  expect([...(user?.full_name ?? '')].length).toBeLessThanOrEqual(100)
})

/** Names that would leave their line, or turn it round. */
const refused = [
  'Acme\r\nBcc: evil@example.com',
  'Acme\nX',
  'Acme\rX',
  'Acme\u0000',
  'Acme\u0085X',
  'Acme\u2028X',
  'Acme\u202egnp.exe',
  'Acme\u2066X',
  'Acme\ud800',
]

test.each(refused)('refuses the name %j', async (name) => {
  const organization = running
    .as({ email: 'names@example.com' })
    .organizations.create({ body: { name, slug: 'never' } })
  await expect(organization).rejects.toMatchObject({ status: 400, code: 'VALIDATION_FAILED' })
  const password = 'a made-up passphrase'
  const person = { email: 'never@example.org', password, full_name: name }
  await expect(running.as(null).auth.signup({ body: person })).rejects.toMatchObject({ status: 400 })
  const invited = { token: 'A'.repeat(43), password, confirmPassword: password, full_name: name }
  await expect(running.as(null).auth.signupWithInvitation({ body: invited })).rejects.toMatchObject({
    status: 400,
    code: 'VALIDATION_FAILED',
  })
  expect(await running.rows(`SELECT FROM organizations WHERE slug = 'never'`)).toEqual([])
})
