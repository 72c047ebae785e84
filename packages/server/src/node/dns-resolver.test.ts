import { createSocket, type RemoteInfo } from 'node:dgram'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { dnsResolver } from './dns-resolver.ts'

const NXDOMAIN = 3
const SERVFAIL = 2
const TRUNCATED = 0x0200
const ANSWER = 0x8180

/** A record of several strings, each with its length before it (RFC 1035 §3.3.14). */
function txt(strings: readonly string[]): Buffer {
  const data = Buffer.concat(
    strings.map((string) => Buffer.concat([Buffer.from([string.length]), Buffer.from(string)])),
  )
  const head = Buffer.alloc(12)
  head.writeUInt16BE(0xc00c, 0) // the name asked for
  head.writeUInt16BE(16, 2)
  head.writeUInt16BE(1, 4)
  head.writeUInt16BE(data.length, 10)
  return Buffer.concat([head, data])
}

/** An answer to a question (RFC 1035 §4.1). */
function reply(question: Buffer, { flags = 0, records = [] as readonly (readonly string[])[] }): Buffer {
  const end = question.indexOf(0, 12) + 5
  const head = Buffer.alloc(12)
  question.copy(head, 0, 0, 2)
  head.writeUInt16BE(ANSWER | flags, 2)
  head.writeUInt16BE(1, 4)
  head.writeUInt16BE(records.length, 6)
  return Buffer.concat([head, question.subarray(12, end), ...records.map(txt)])
}

type Answering = (question: Buffer) => Buffer | null

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** A name server on UDP, and on TCP where `overTcp` is given; says how often it was asked. */
async function nameServer(overUdp: Answering, overTcp?: Answering) {
  const udp = createSocket('udp4')
  let asked = 0
  udp.on('message', (question: Buffer, from: RemoteInfo) => {
    asked += 1
    const answer = overUdp(question)
    if (answer) udp.send(answer, from.port, from.address)
  })
  udp.bind(0, '127.0.0.1')
  await once(udp, 'listening')
  closing.push(() => udp.close())
  const { port } = udp.address()
  if (overTcp) {
    const tcp = createServer((socket) => {
      socket.on('error', () => {})
      socket.on('data', (chunk) => {
        const answer = overTcp(chunk.subarray(2)) ?? Buffer.alloc(0)
        const length = Buffer.alloc(2)
        length.writeUInt16BE(answer.length)
        socket.write(Buffer.concat([length, answer]))
      })
    })
    tcp.listen(port, '127.0.0.1')
    await once(tcp, 'listening')
    closing.push(() => tcp.close())
  }
  return { server: `127.0.0.1:${port}`, asked: () => asked }
}

const name = '_tenantry.acme.example'

test('gives every record, each as the strings it is made of', async () => {
  const records = [['v=spf1 -all'], ['x'.repeat(255), 'y'], ['']]
  const { server } = await nameServer((question) => reply(question, { records }))
  expect(await dnsResolver({ servers: [server] })(name)).toEqual(records)
})

test('takes what is too long for a packet over TCP', async () => {
  const records = Array.from({ length: 200 }, () => ['x'.repeat(255)])
  const { server } = await nameServer(
    (question) => reply(question, { flags: TRUNCATED }),
    (question) => reply(question, { records }),
  )
  expect(await dnsResolver({ servers: [server] })(name)).toEqual(records)
})

test.each([
  ['ENOTFOUND', 'there is no such name', { flags: NXDOMAIN }],
  ['ENODATA', 'there is no record at the name', {}],
  ['ESERVFAIL', 'the server failed', { flags: SERVFAIL }],
])('says %s when %s', async (code, _, answer) => {
  const { server } = await nameServer((question) => reply(question, answer))
  await expect(dnsResolver({ servers: [server], tries: 1 })(name)).rejects.toMatchObject({ code })
})

test('asks a server that says nothing as often as it may, and gives up', async () => {
  const { server, asked } = await nameServer(() => null)
  const looking = dnsResolver({ servers: [server], timeoutMs: 50, tries: 3 })(name)
  await expect(looking).rejects.toMatchObject({ code: 'ETIMEOUT' })
  expect(asked()).toBe(3)
})

test('ends at its deadline, however long the tries would take', async () => {
  const { server } = await nameServer(() => null)
  const looking = dnsResolver({ servers: [server], timeoutMs: 60_000, tries: 4, deadlineMs: 50 })(name)
  await expect(looking).rejects.toMatchObject({ code: 'ECANCELLED' })
})

test('a deadline ends its own look-up, and no other', async () => {
  const silent = Promise.withResolvers<Buffer>()
  const { server } = await nameServer((question) => {
    if (question.includes('slow')) silent.resolve(question)
    return question.includes('slow') ? null : reply(question, { records: [['here']] })
  })
  const resolve = dnsResolver({ servers: [server], timeoutMs: 60_000, deadlineMs: 200 })
  const slow = resolve('_tenantry.slow.example').catch(({ code }) => code)
  await silent.promise
  expect(await resolve(name)).toEqual([['here']])
  expect(await slow).toBe('ECANCELLED')
})
