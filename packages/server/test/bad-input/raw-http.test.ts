import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { toNodeListener } from '../../src/node/listener.ts'
import { contents } from '../seed-003/proofs.ts'
import { type Attack, ada, startAttack } from './requests.ts'

let attack: Attack
let server: Server
let port = 0
let bearer = ''

beforeAll(async () => {
  attack = await startAttack('pglite')
  server = createServer(toNodeListener(attack.running.tenantry)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  port = typeof address === 'object' && address ? address.port : 0
  bearer = await attack.running.token(ada)
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await attack.running.stop()
})

/** Writes bytes to the server and gives what came back until it closed, or was silent for a moment. */
async function exchange(bytes: string | Buffer): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  socket.setTimeout(1000, () => socket.destroy())
  let answer = ''
  socket.on('data', (chunk) => {
    answer += chunk.toString('latin1')
  })
  socket.on('error', () => {})
  socket.write(bytes)
  await once(socket, 'close')
  return answer
}

const lines = (...parts: string[]) => `${parts.join('\r\n')}\r\n\r\n`
const host = 'Host: app.example.com'
const end = 'Connection: close'
const json = 'Content-Type: application/json'
const status = 'GET /api/user/organization-status HTTP/1.1'

/** Requests as no client library writes them, and the status line that answers. */
const requests: Readonly<Record<string, readonly [bytes: () => string | Buffer, expected: RegExp]>> = {
  'a correct request': [() => lines(status, host, `Authorization: Bearer ${bearer}`, end), /^HTTP\/1\.1 200/],
  nonsense: [() => 'nonsense\r\n\r\n', /^HTTP\/1\.1 400/],
  'no host': [() => lines(status, end), /^HTTP\/1\.1 400/],
  'two hosts': [() => lines(status, host, 'Host: evil.example', end), /^HTTP\/1\.1 40/],
  'a host that is none': [() => lines(status, 'Host: a b<>', end), /^HTTP\/1\.1 40/],
  'the host of somebody else': [() => lines(status, 'Host: evil.example', end), /^HTTP\/1\.1 401/],
  'two tokens': [
    () => lines(status, host, `Authorization: Bearer ${bearer}`, `Authorization: Bearer ${bearer}`, end),
    /^HTTP\/1\.1 (200|401)/,
  ],
  'a token folded over two lines': [
    () => lines(status, host, 'Authorization: Bearer', ` ${bearer}`, end),
    /^HTTP\/1\.1 40/,
  ],
  'a NUL in a header': [() => lines(status, host, 'Authorization: Bearer a\0b', end), /^HTTP\/1\.1 400/],
  'a bare line feed in a header': [() => lines(status, host, 'X-A: a\nX-B: b', end), /^HTTP\/1\.1 40/],
  'bytes beyond ASCII in a header': [
    () => Buffer.from(lines(status, host, 'Authorization: Bearer \xff\xfe', end), 'latin1'),
    /^HTTP\/1\.1 401/,
  ],
  'headers without end': [
    () => lines(status, host, ...Array.from({ length: 200 }, (_, i) => `X-${i}: ${'x'.repeat(200)}`), end),
    /^HTTP\/1\.1 431/,
  ],
  'a path upwards': [() => lines('GET /api/../../etc/passwd HTTP/1.1', host, end), /^HTTP\/1\.1 404/],
  'a path with raw bytes': [
    () => Buffer.from(lines('GET /api/\xff\xfe HTTP/1.1', host, end), 'latin1'),
    /^HTTP\/1\.1 40/,
  ],
  'a path with a NUL': [() => lines('GET /api/\0 HTTP/1.1', host, end), /^HTTP\/1\.1 400/],
  'a path with two slashes': [
    () => lines('GET //evil.example/api/user/organization-status HTTP/1.1', host, end),
    /^HTTP\/1\.1 404/,
  ],
  'an absolute address': [
    () => lines('GET http://evil.example/api/user/organization-status HTTP/1.1', host, end),
    /^HTTP\/1\.1 40/,
  ],
  'a star': [() => lines('OPTIONS * HTTP/1.1', host, end), /^HTTP\/1\.1 40/],
  'a tunnel': [() => lines('CONNECT evil.example:443 HTTP/1.1', host, end), /^(HTTP\/1\.1 40.*)?$/s],
  'an unknown method': [() => lines('HACK /api/organizations HTTP/1.1', host, end), /^HTTP\/1\.1 40/],
  TRACE: [() => lines('TRACE /api/organizations HTTP/1.1', host, end), /^HTTP\/1\.1 405/],
  'two lengths': [
    () => `${lines('POST /api/organizations HTTP/1.1', host, json, 'Content-Length: 2', 'Content-Length: 3', end)}{}`,
    /^HTTP\/1\.1 400/,
  ],
  'a length and chunks': [
    () =>
      `${lines('POST /api/organizations HTTP/1.1', host, json, 'Content-Length: 2', 'Transfer-Encoding: chunked', end)}0\r\n\r\n`,
    /^HTTP\/1\.1 400/,
  ],
  'a length that is none': [
    () => `${lines('POST /api/organizations HTTP/1.1', host, json, 'Content-Length: x', end)}{}`,
    /^HTTP\/1\.1 400/,
  ],
  'broken chunks': [
    () =>
      `${lines('POST /api/organizations HTTP/1.1', host, json, `Authorization: Bearer ${bearer}`, 'Transfer-Encoding: chunked', end)}zz\r\n{}\r\n`,
    /^HTTP\/1\.1 400|^$/,
  ],
  'a megabyte in chunks': [
    () =>
      `${lines('POST /api/organizations HTTP/1.1', host, json, `Authorization: Bearer ${bearer}`, 'Transfer-Encoding: chunked', end)}${'10000\r\n'.concat(' '.repeat(65536), '\r\n').repeat(16)}0\r\n\r\n`,
    /^HTTP\/1\.1 413/,
  ],
  'a megabyte by its length': [
    () =>
      `${lines('POST /api/organizations HTTP/1.1', host, json, `Authorization: Bearer ${bearer}`, 'Content-Length: 1048576', end)}${' '.repeat(1048576)}`,
    /^HTTP\/1\.1 413/,
  ],
  'a body that is never sent': [
    () =>
      lines('POST /api/organizations HTTP/1.1', host, json, `Authorization: Bearer ${bearer}`, 'Content-Length: 10'),
    /^$/,
  ],
  'two requests in one': [
    () => lines(status, host) + lines('GET /api/nothing HTTP/1.1', host, end),
    /^HTTP\/1\.1 401[\s\S]*HTTP\/1\.1 404/,
  ],
  'HTTP 2 without asking': [() => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', /^HTTP\/1\.1 4|^$/],
  TLS: [() => Buffer.from('160301020001', 'hex'), /^HTTP\/1\.1 400/],
}

test.each(Object.entries(requests))('withstands %s', async (_, [bytes, expected]) => {
  const before = await contents(attack.running)
  const answer = await exchange(bytes())
  expect(answer).toMatch(expected)
  expect(answer).not.toMatch(/node_modules|\n\s+at |select /i)
  expect(await contents(attack.running)).toEqual(before)
  expect(attack.running.faults).toEqual([])
  // And goes on serving.
  expect(await exchange(lines('GET /healthz HTTP/1.1', host, end))).toMatch(/^HTTP\/1\.1 200/)
})
