import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { startMailServer } from './mail.ts'

async function send(url: string, lines: string[]): Promise<string> {
  const { hostname, port } = new URL(url)
  const socket = connect({ host: hostname, port: Number(port) }).setEncoding('utf8')
  let answers = ''
  for (const line of lines) {
    const [answer] = await once(socket, 'data')
    answers += answer
    socket.write(`${line}\r\n`)
  }
  socket.on('data', (answer) => {
    answers += answer
  })
  await once(socket, 'close')
  return answers
}

test('resolves with a mail that comes after the wait began', async () => {
  await using server = await startMailServer()
  const wait = server.waitFor((mail) => mail.subject === 'Hello')
  const body = 'Subject: Hello\r\nFrom: a@example.com\r\nTo: b@example.org\r\n\r\nText\r\n.'
  const lines = ['EHLO test', 'MAIL FROM:<a@example.com>', 'RCPT TO:<b@example.org>', 'DATA', body, 'QUIT']
  await send(server.url, lines)
  expect(await wait).toMatchObject({ recipients: ['b@example.org'], text: 'Text\n' })
})

test('names what came instead of the mail waited for', async () => {
  await using server = await startMailServer()
  await expect(server.waitFor(() => true, 10)).rejects.toThrow('No such mail within 10 ms. Received: nothing')
})

test('refuses a recipient on request', async () => {
  await using server = await startMailServer({ refuse: (recipient) => recipient === 'gone@example.org' })
  const lines = ['EHLO test', 'MAIL FROM:<a@example.com>', 'RCPT TO:<gone@example.org>', 'QUIT']
  expect(await send(server.url, lines)).toContain('550 no such mailbox')
})
