import { expect, test } from 'vitest'
import { mailbox } from './mailbox.ts'
import { verificationMail } from './templates/mails.ts'

const at = (path: string, method = 'GET') => new Request(`http://localhost${path}`, { method })

const mail = verificationMail({
  locale: 'en',
  to: 'nowak@example.org',
  url: 'https://app.example.com/api/auth/verify-email?token=made-up&redirect=%2Fonboarding',
  expiresAt: new Date('2026-11-28T09:00:00Z'),
})

test('lists the mails, newest first', async () => {
  const box = mailbox({ now: () => Date.parse('2026-11-21T10:00:00Z') })
  await box.send(mail)
  await box.send({ ...mail, subject: 'Second' })
  const page = await box.page(at('/_dev/mailbox'))?.text()
  expect(page?.indexOf('Second')).toBeLessThan(page?.indexOf(mail.subject) ?? 0)
  expect(page).toContain('href="/_dev/mailbox/1"')
  expect(page).toContain('2026-11-21 10:00 UTC')
})

test('says when there is no mail', async () => {
  expect(await mailbox().page(at('/_dev/mailbox'))?.text()).toContain('No mail yet.')
})

test('shows one mail with its link to click', async () => {
  const box = mailbox()
  await box.send(mail)
  const page = await box.page(at('/_dev/mailbox/1'))?.text()
  const link = 'https://app.example.com/api/auth/verify-email?token=made-up&#38;redirect=%2Fonboarding'
  expect(page).toContain(`<a href="${link}">${link}</a>`)
})

test('shows mails to programs as JSON', async () => {
  const box = mailbox()
  await box.send(mail)
  const response = box.page(at('/_dev/mailbox.json'))
  expect(response?.headers.get('content-type')).toContain('application/json')
  expect(await response?.json()).toEqual({ mails: [{ ...mail, id: 1, sentAt: expect.any(String) }] })
})

test('keeps only the last mails', async () => {
  const box = mailbox({ limit: 2 })
  for (const subject of ['One', 'Two', 'Three']) await box.send({ ...mail, subject })
  expect(box.mails().map(({ subject }) => subject)).toEqual(['Three', 'Two'])
  expect(box.page(at('/_dev/mailbox/1'))?.status).toBe(404)
})

test.each(['localhost:3000', '127.0.0.1:3000', '127.9.9.9', '[::1]:3000'])('is there for who asks %s', (host) => {
  expect(mailbox().page(new Request(`http://${host}/_dev/mailbox`))?.status).toBe(200)
})

test.each(['app.example.com', '127.0.0.1.example.com', '192.0.2.1', '0.0.0.0', '[::2]', 'localhost.example.com'])(
  'is not there for who asks %s',
  (host) => {
    expect(mailbox().page(new Request(`http://${host}/_dev/mailbox`))).toBeNull()
  },
)

test.each(['/', '/_dev', '/_dev/mailboxes', '/_dev/mailbox.jsonp', '/api/_dev/mailbox'])(
  'leaves %s to others',
  (path) => {
    expect(mailbox().page(at(path))).toBeNull()
  },
)

test('runs nothing of a mail and lets nobody frame it', async () => {
  const box = mailbox()
  const hostile = `</iframe><script>alert(1)</script>"'`
  await box.send({ to: hostile, subject: hostile, text: hostile, html: hostile })
  for (const path of ['/_dev/mailbox', '/_dev/mailbox/1']) {
    const response = box.page(at(path))
    expect(await response?.text()).not.toContain('<script')
    const policy = response?.headers.get('content-security-policy')
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('script-src')
    expect(response?.headers.get('cache-control')).toBe('no-store')
  }
  expect(await box.page(at('/_dev/mailbox/1'))?.text()).toContain(
    'sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="',
  )
})

test('refuses what is no mail and what is no reading', () => {
  const box = mailbox()
  expect(box.page(at('/_dev/mailbox/nine'))?.status).toBe(404)
  const refused = box.page(at('/_dev/mailbox', 'DELETE'))
  expect(refused?.status).toBe(405)
  expect(refused?.headers.get('allow')).toBe('GET, HEAD')
})
