import { expect, onTestFinished, test, vi } from 'vitest'
import { pglite } from '../database/pglite.ts'
import { silentLog } from '../log/log.ts'
import { pinoLog } from '../log/pino.ts'
import { compose } from './compose.ts'
import { readConfig } from './config.ts'

const SECRET_KEY = 'a-made-up-secret-of-more-than-32-bytes'
const publicUrl = 'http://localhost:3000'

async function composed(environment: Record<string, string>, log = silentLog) {
  const database = await pglite('memory:')
  const tenantry = await compose(readConfig({ SECRET_KEY, ...environment }), { database, log, publicUrl })
  onTestFinished(() => database.close())
  return { ...tenantry, database }
}

test('shows the mailbox to its own machine alone, by its own name', async () => {
  const { fetch } = await composed({})
  const statusAt = async (url: string) => (await fetch(new Request(url))).status
  expect(await statusAt('http://localhost:3000/_dev/mailbox')).toBe(200)
  expect(await statusAt('http://127.0.0.1:3000/_dev/mailbox.json')).toBe(200)
  expect(await statusAt('http://[::1]:3000/_dev/mailbox')).toBe(200)
  expect(await statusAt('http://rebound.example.com:3000/_dev/mailbox')).not.toBe(200)
  expect(await statusAt('http://localhost.example.com/_dev/mailbox.json')).not.toBe(200)
})

test('shows no mailbox where others can reach the port', async () => {
  const { fetch } = await composed({ HOST: '0.0.0.0' })
  expect((await fetch(new Request('http://localhost:3000/_dev/mailbox'))).status).not.toBe(200)
})

test('shows metrics where nobody else can reach the port, and elsewhere when it is told to', async () => {
  const token = 'a-made-up-token-for-metrics'
  const statusWith = async (environment: Record<string, string>, headers = {}) => {
    const { fetch, start, stop } = await composed(environment)
    await start()
    const { status } = await fetch(new Request(`${publicUrl}/metrics`, { headers }))
    await stop()
    return status
  }
  expect(await statusWith({})).toBe(200)
  expect(await statusWith({ TENANTRY_METRICS: 'off' })).toBe(404)
  expect(await statusWith({ HOST: '0.0.0.0' })).toBe(404)
  expect(await statusWith({ HOST: '0.0.0.0', TENANTRY_METRICS: 'on' })).toBe(200)
  expect(await statusWith({ TENANTRY_METRICS_TOKEN: token })).toBe(401)
  const authorization = `Bearer ${token}`
  expect(await statusWith({ HOST: '0.0.0.0', TENANTRY_METRICS_TOKEN: token }, { authorization })).toBe(200)
})

test('draws the documentation with the viewer that it brings', async () => {
  const { database: _, ...tenantry } = await composed({})
  await tenantry.start()
  onTestFinished(() => tenantry.stop())
  const page = await tenantry.fetch(new Request(`${publicUrl}/docs`))
  expect(await page.text()).toContain('/swagger-ui-bundle.js"')
})

test('logs what goes wrong with a password reset like everything else, and nobody’s address', async () => {
  const lines: string[] = []
  const log = pinoLog({ destination: { write: (line) => lines.push(line) } })
  const printed = vi.spyOn(console, 'error').mockImplementation(() => {})
  const { database, ...tenantry } = await composed({}, log)
  await tenantry.start()
  onTestFinished(() => tenantry.stop())
  const post = (path: string, body: object) =>
    tenantry.fetch(
      new Request(publicUrl + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: publicUrl },
        body: JSON.stringify(body),
      }),
    )
  const email = 'unreachable@example.org'
  expect((await post('/api/auth/signup', { email, password: 'a made-up passphrase' })).status).toBe(202)
  await database.runSql('DROP TABLE auth.verification', [])
  expect((await post('/auth/request-password-reset', { email })).status).toBe(200)
  await expect.poll(() => lines.join()).toContain('password reset')
  expect(lines.join()).not.toContain('unreachable@')
  expect(printed).not.toHaveBeenCalled()
})
