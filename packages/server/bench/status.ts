import { type ChildProcess, spawn } from 'node:child_process'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { createDatabase } from '@tenantry/testing/database'
import { freePort } from '@tenantry/testing/free-port'
import { startPostgres } from '@tenantry/testing/postgres'
import { SignJWT } from 'jose'

// How long a status request takes, seen by 16 clients at once; every request is another person's, as in life.
const CONNECTIONS = 16
const REQUESTS = 8000
const PEOPLE = 400
const secret = 'a-made-up-secret-of-more-than-32-bytes'

const postgres = await startPostgres()
const database = await createDatabase(postgres.url)
const server = await serve(database.url)
try {
  const tokens = await Promise.all(Array.from({ length: PEOPLE }, (_, number) => tokenOf(number, server.url)))
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  await run(tokens, PEOPLE, agent)
  const started = performance.now()
  const times = (await run(tokens, REQUESTS, agent)).toSorted((a, b) => a - b)
  const seconds = (performance.now() - started) / 1000
  const at = (share: number) => `${(times[Math.floor(times.length * share)] ?? Number.NaN).toFixed(1)} ms`
  console.table({
    'GET /api/user/organization-status': { p50: at(0.5), p99: at(0.99), 'per second': Math.round(REQUESTS / seconds) },
  })
} finally {
  server.child.kill('SIGTERM')
  await new Promise((ended) => server.child.once('exit', ended))
  await database.drop()
  await postgres.stop()
}

async function run(tokens: readonly string[], count: number, agent: Agent): Promise<number[]> {
  const times: number[] = []
  let next = 0
  async function client() {
    while (next < count) {
      const token = tokens[next++ % tokens.length] ?? ''
      const started = performance.now()
      await get(`${server.url}/api/user/organization-status`, token, agent)
      times.push(performance.now() - started)
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, client))
  return times
}

function get(url: string, token: string, agent: Agent): Promise<void> {
  return new Promise((done, fail) => {
    const asked = request(url, { agent, headers: { authorization: `Bearer ${token}` } }, (response) => {
      if (response.statusCode !== 200) fail(new Error(`answered ${response.statusCode}`))
      response.resume().once('end', done)
    })
    asked.once('error', fail).end()
  })
}

async function serve(url: string): Promise<{ url: string; child: ChildProcess }> {
  const port = await freePort()
  const main = join(import.meta.dirname, '../src/command/main.ts')
  const env = { ...process.env, PORT: String(port), DATABASE_URL: url, SECRET_KEY: secret, LOG_LEVEL: 'silent' }
  const child = spawn(process.execPath, ['--conditions=@tenantry/source', main, 'serve'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise<void>((done, fail) => {
    child.once('exit', (code) => fail(new Error(`the server ended with ${code}`)))
    child.stdout.on('data', (text) => String(text).includes('listening on') && done())
  })
  return { url: `http://127.0.0.1:${port}`, child }
}

function tokenOf(number: number, issuer: string): Promise<string> {
  return new SignJWT({ email: `person-${number}@example.com`, email_verified: true })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(issuer)
    .setAudience('authenticated')
    .setSubject(`person-${number}`)
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(secret))
}
