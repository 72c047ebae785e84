import { freePort } from '@tenantry/testing/free-port'
import { startMailServer } from '@tenantry/testing/mail'
import { expect, onTestFinished, test } from 'vitest'
import { smtpMailer } from './smtp.ts'
import { invitationMail } from './templates/mails.ts'

const from = 'Tenantry <no-reply@example.com>'
const url = `https://app.example.com/invitation?token=${'Ab_-'.repeat(11)}&next=%2Fdashboard=`

const mail = invitationMail({
  locale: 'pl',
  to: 'nowak@example.org',
  organizationName: 'Gęśla Jaźń Sp. z o.o.',
  inviterName: 'Zażółć Żółw',
  role: 'manager',
  teamName: 'Łączność',
  url,
  expiresAt: new Date('2026-11-28T09:00:00Z'),
})

async function setUp(options: Parameters<typeof startMailServer>[0] = {}) {
  const server = await startMailServer(options)
  const mailer = smtpMailer({ url: server.url, from })
  onTestFinished(async () => {
    await mailer.close()
    await server.stop()
  })
  return { server, mailer }
}

test('delivers subject, text and HTML with every Polish letter and the whole link', async () => {
  const { server, mailer } = await setUp()
  await mailer.send(mail)
  const received = await server.waitFor(() => true)
  expect(received.subject).toBe('Zażółć Żółw zaprasza Cię do organizacji Gęśla Jaźń Sp. z o.o.')
  expect(received.from).toMatchObject({ name: 'Tenantry', address: 'no-reply@example.com' })
  expect(received.recipients).toEqual(['nowak@example.org'])
  expect(received.text?.split(/\r?\n/)).toContain(url)
  expect(received.html).toContain('Łączność')
  expect(received.html).toContain(`href="${url.replace('&', '&#38;')}"`)
})

test('writes nothing but ASCII and no long lines on the wire', async () => {
  const { server, mailer } = await setUp()
  await mailer.send(mail)
  const { raw } = await server.waitFor(() => true)
  expect(raw).toMatch(/^[\x20-\x7e\r\n\t]*$/)
  expect(Math.max(...raw.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(78)
  expect(raw).toMatch(/^Auto-Submitted: auto-generated\r$/m)
})

test('lets no subject add a header', async () => {
  const { server, mailer } = await setUp()
  await mailer.send({ ...mail, subject: 'Hello\r\nBcc: everybody@example.com\r\n\r\nbody' })
  const received = await server.waitFor(() => true)
  expect(received.subject).toBe('Hello Bcc: everybody@example.com body')
  expect(received.bcc ?? []).toEqual([])
  expect(received.recipients).toEqual(['nowak@example.org'])
})

test.each([
  'a@example.com, b@example.com',
  'a@example.com\r\nBcc: b@example.com',
  'Group: a@example.com;',
  '',
  'nobody',
])('refuses the recipient %j', async (to) => {
  const { server, mailer } = await setUp()
  await expect(mailer.send({ ...mail, to })).rejects.toThrow('The recipient is not one e-mail address.')
  expect(server.mails).toEqual([])
})

test.each(['', 'nobody', 'A <a@example.com>, B <b@example.com>', 'A\r\nBcc: b@example.com <a@example.com>'])(
  'refuses the sender %j at once',
  (bad) => {
    expect(() => smtpMailer({ url: 'smtp://127.0.0.1:25', from: bad })).toThrow('The sender of mails')
  },
)

test('rejects when the server does not take the mail over', async () => {
  const { mailer } = await setUp({ refuse: () => true })
  await expect(mailer.send(mail)).rejects.toMatchObject({ code: 'EENVELOPE', responseCode: 550 })
})

test('rejects when no server answers', async () => {
  const mailer = smtpMailer({ url: `smtp://127.0.0.1:${await freePort()}`, from })
  await expect(mailer.send(mail)).rejects.toMatchObject({ code: 'ESOCKET' })
  await mailer.close()
})

test('sends many mails over few connections', async () => {
  const { server, mailer } = await setUp()
  const recipients = Array.from({ length: 30 }, (_, index) => `person-${index}@example.org`)
  await Promise.all(recipients.map((to) => mailer.send({ ...mail, to })))
  expect(server.mails.flatMap((received) => received.recipients).sort()).toEqual(recipients.sort())
})

test.each(['', 'mail.example.com', 'https://mail.example.com'])(
  'refuses %j, which is no address of SMTP',
  (address) => {
    expect(() => smtpMailer({ url: address, from })).toThrow('url must look like smtp://user:password@host:port')
  },
)
