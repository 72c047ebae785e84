import { afterEach, expect, test } from 'vitest'
import type { TenantryOptions } from '../../src/options.ts'
import { publicUrl } from '../start-tenantry.ts'
import { openScene, type Scene } from './scene.ts'

let scene: Scene
afterEach(() => scene.running.stop())

const lines: { readonly fields: object; readonly message: string }[] = []
const note = (fields: object, message: string) => void lines.push({ fields, message })

async function start(options: Partial<TenantryOptions> = { metrics: true }) {
  scene = await openScene('pglite', { log: { info() {}, warn: note, error: note }, ...options })
  lines.splice(0)
  return scene
}

const look = (headers: Readonly<Record<string, string>> = {}, method = 'GET') =>
  scene.running.tenantry.fetch(new Request(`${publicUrl}/metrics`, { method, headers }))
const series = async () => (await (await look()).text()).split('\n').filter((line) => line && !line.startsWith('#'))

test('counts what becomes of organizations and of what follows', async () => {
  const { found, join, memory, running } = await start()
  const acme = await found('ada', 'acme')
  await join(acme, 'ben')
  await expect.poll(() => scene.holds()).toEqual({ 'The acme': { ada: 'admin', ben: 'employee' } })
  await expect.poll(series).toContain('tenantry_sync_backlog 0')
  await expect.poll(series).toContain('tenantry_mails_total{result="sent"} 1')
  memory.trouble('refused')
  await found('ada', 'globex')
  running.advance(60_000)
  expect(await series()).toEqual([
    'tenantry_organization_creations_total{outcome="created"} 1',
    'tenantry_organization_creations_total{outcome="kept_local"} 1',
    'tenantry_fallbacks_total{reason="forbidden"} 1',
    'tenantry_provider_calls_total{provider="memory",call="organization.create",result="succeeded"} 1',
    expect.stringMatching(
      /^tenantry_provider_calls_total\{provider="memory",call="member.set",result="succeeded"\} \d$/,
    ),
    'tenantry_provider_calls_total{provider="memory",call="organization.create",result="forbidden"} 1',
    expect.stringMatching(/^tenantry_syncs_total\{kind="member",result="succeeded"\} \d$/),
    'tenantry_mails_total{result="sent"} 1',
    'tenantry_sync_backlog 1',
    'tenantry_sync_oldest_seconds 60',
  ])
})

test('logs a line that alerts can look for when a fallback is used', async () => {
  const { found, memory } = await start()
  memory.trouble('away')
  const organizationId = await found('ada', 'acme')
  expect(lines).toMatchObject([
    {
      fields: { alert: 'fallback', organizationId, policy: 'keep-local' },
      message: 'the provider did not create an organization: it is kept here alone',
    },
  ])
})

test('counts what is taken back, and calls that it tells no fallback', async () => {
  const { found, memory } = await start({ metrics: true, onProviderFailure: 'reject' })
  memory.trouble('refused')
  await expect(found('ada', 'acme')).rejects.toMatchObject({ code: 'PROVIDER_UNAVAILABLE' })
  const shown = await series()
  expect(shown).toContain('tenantry_organization_creations_total{outcome="rejected"} 1')
  expect(shown.filter((line) => line.startsWith('tenantry_fallbacks'))).toEqual([])
})

test('counts what a limit refuses, by its name', async () => {
  const refusing = { take: async () => ({ allowed: false, retryAfter: 1 }), async giveBack() {}, async close() {} }
  const { as } = await start({ metrics: true, limiter: refusing })
  await expect(as('ada').organizations.status()).rejects.toMatchObject({ code: 'RATE_LIMITED' })
  expect(await series()).toContain('tenantry_limit_hits_total{limit="organization-status"} 1')
})

test('shows nothing unless the host wants it', async () => {
  await start({})
  expect((await look()).status).toBe(404)
})

test('shows the token’s holder alone, where there is one', async () => {
  await start({ metrics: { token: 'a-made-up-token-for-metrics' } })
  const refused = await look()
  expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([401, expect.stringContaining('Bearer')])
  expect((await look({ authorization: 'Bearer another-made-up-token' })).status).toBe(401)
  const shown = await look({ authorization: 'Bearer a-made-up-token-for-metrics' })
  expect([shown.status, shown.headers.get('content-type'), shown.headers.get('cache-control')]).toEqual([
    200,
    'text/plain; version=0.0.4; charset=utf-8',
    'no-store',
  ])
  expect((await look({}, 'POST')).status).toBe(405)
})
