import { gunzipSync } from 'node:zlib'
import { Validator } from '@seriousme/openapi-schema-validator'
import { embedded } from '@tenantry/better-auth'
import { contract } from '@tenantry/core'
import type { OpenApiDocument } from '@tenantry/core/openapi'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import type { Database } from '../src/database/database.ts'
import { pglite } from '../src/database/pglite.ts'
import { swaggerUi } from '../src/docs/swagger-ui.ts'
import { mailbox } from '../src/mail/mailbox.ts'
import type { TenantryOptions } from '../src/options.ts'
import { profile } from '../src/profiles/profile.ts'
import { createTenantry, type Tenantry } from '../src/tenantry.ts'
import { accessToken, publicUrl, secretKey } from './start-tenantry.ts'

let database: Database
beforeAll(async () => {
  database = await pglite('memory:')
})
afterAll(() => database.close())

// Not `startTenantry`, which looks up every answer in the document: what this is about is in none.
async function start(options: Partial<TenantryOptions> = {}) {
  const provider = embedded({
    database: database.dialect,
    publicUrl,
    secret: secretKey,
    sendResetPassword: async () => {},
  })
  const tenantry = createTenantry({ database, provider, publicUrl, secretKey, mailer: mailbox(), ...options })
  await tenantry.start()
  return { send: sender(tenantry), stop: () => tenantry.stop() }
}

function sender({ fetch }: Tenantry) {
  return (path: string, init?: RequestInit) => fetch(new Request(publicUrl + path, init))
}

function operationsOf(document: OpenApiDocument) {
  return Object.values(document.paths).flatMap((methods) => Object.values(methods))
}

const widgets = {
  organizations: {
    list: {
      method: 'GET',
      path: '/api/widgets/organizations',
      summary: 'List the organizations that have widgets',
      auth: 'public',
      output: z.object({
        organizations: z.array(z.object({ widgets: z.int() }).register(z.globalRegistry, { id: 'Widgets' })),
      }),
      errors: {},
    },
  },
} as const

function widgetsProfile(contract: typeof widgets = widgets) {
  return profile({
    base: '/api/widgets',
    contract,
    handlers: { organizations: { list: async () => ({ organizations: [] }) } },
    dialect: {
      errorBody: ({ message }) => ({ error: message }),
      errorSchema: { type: 'object', required: ['error'], properties: { error: { type: 'string' } } },
      organizationOf: () => null,
    },
  })
}

describe('the document', () => {
  let running: Awaited<ReturnType<typeof start>>
  let document: OpenApiDocument
  beforeAll(async () => {
    running = await start({ profiles: [widgetsProfile()] })
    document = await (await running.send('/openapi.json')).json()
  })
  afterAll(() => running.stop())

  test('is valid OpenAPI 3.1, and says where the server is', async () => {
    const result = await new Validator().validate({ ...document })
    expect(result.errors ?? []).toEqual([])
    expect(document).toMatchObject({ openapi: '3.1.0', servers: [{ url: publicUrl }] })
  })

  test('has every operation that is served, each under a name of its own', () => {
    const served = Object.values(contract).reduce((sum, endpoints) => sum + Object.keys(endpoints).length, 1)
    const ids = operationsOf(document).map(({ operationId }) => operationId)
    expect(new Set(ids).size).toBe(served)
    expect(ids).toEqual(expect.arrayContaining(['organizations.create', 'widgets.organizations.list']))
  })

  test('keeps what a profile brings apart from the rest', () => {
    const { tags, paths, components } = document
    expect(tags.map(({ name }) => name)).toEqual([...Object.keys(contract), 'widgets: organizations'])
    expect(paths['/api/widgets/organizations']?.get).toMatchObject({
      tags: ['widgets: organizations'],
      responses: { 500: { $ref: '#/components/responses/WidgetsINTERNAL' } },
    })
    expect(components.schemas).toHaveProperty('WidgetsWidgets')
    expect(components.schemas.WidgetsError).toEqual(widgetsProfile().dialect.errorSchema)
    expect(components.schemas.Error).not.toEqual(components.schemas.WidgetsError)
    expect(components.securitySchemes).toEqual({ bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } })
  })

  test('refers only to what it holds', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/(\w+)\/(\w+)"/g)]
    const components = document.components as unknown as Record<string, Record<string, unknown>>
    expect(references.filter(([, group = '', name = '']) => !components[group]?.[name])).toEqual([])
    expect(references.length).toBeGreaterThan(50)
  })

  test('cannot be written when two contracts describe one path', async () => {
    const path = '/api/organizations/:id/join'
    const list = { ...widgets.organizations.list, path } as unknown as typeof widgets.organizations.list
    const { send, stop } = await start({ profiles: [widgetsProfile({ organizations: { list } })] })
    expect((await send('/openapi.json')).status).toBe(500)
    await stop()
  })
})

describe('the pages', () => {
  let running: Awaited<ReturnType<typeof start>>
  let files: readonly string[]
  beforeAll(async () => {
    running = await start({ docs: swaggerUi() })
    const page = await (await running.send('/docs')).text()
    files = [...page.matchAll(/(?:src|href)="(\/docs\/[^"]+)"/g)].map(([, path = '']) => path)
  })
  afterAll(() => running.stop())

  test('of the viewer loads nothing but files of this server', async () => {
    const page = await (await running.send('/docs')).text()
    expect(page).not.toMatch(/https?:|<style|style=|<script>|onload/)
    expect(files.map((path) => path.replace(/[0-9a-f]{24}/, '<hash>'))).toEqual([
      '/docs/icon.svg',
      '/docs/<hash>/swagger-ui.css',
      '/docs/<hash>/page.css',
      '/docs/<hash>/swagger-ui-bundle.js',
      '/docs/<hash>/start.js',
      '/docs/icon.svg',
    ])
  })

  test('have files of the right type that a browser keeps', async () => {
    const types: Readonly<Record<string, string>> = {
      svg: 'image/svg+xml',
      css: 'text/css; charset=utf-8',
      js: 'text/javascript; charset=utf-8',
    }
    for (const path of files) {
      const { status, headers } = await running.send(path)
      expect(status).toBe(200)
      expect(headers.get('content-type')).toBe(types[path.split('.').at(-1) ?? ''])
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      const kept = path.endsWith('.svg') ? 'no-cache' : 'public, max-age=31536000, immutable'
      expect(headers.get('cache-control')).toBe(kept)
    }
  })

  test('have files that are sent compressed to whoever takes them so', async () => {
    const bundle = files.find((path) => path.endsWith('bundle.js')) ?? ''
    const plain = await running.send(bundle)
    const packed = await running.send(bundle, { headers: { 'accept-encoding': 'br, gzip' } })
    const refused = await running.send(bundle, { headers: { 'accept-encoding': 'gzip;q=0, br' } })
    expect(packed.headers.get('content-encoding')).toBe('gzip')
    expect(packed.headers.get('vary')).toContain('accept-encoding')
    expect([plain, refused].map(({ headers }) => headers.get('content-encoding'))).toEqual([null, null])
    const bytes = Buffer.from(await packed.arrayBuffer())
    const text = await plain.text()
    expect(gunzipSync(bytes).toString()).toBe(text)
    expect(bytes.length * 3).toBeLessThan(text.length)
  })

  test.each(['/openapi.json', '/docs', '/redoc', '/docs/page.css'])(
    'answer %s anew only when it changed',
    async (path) => {
      const first = await running.send(path)
      const etag = first.headers.get('etag') ?? ''
      const again = await running.send(path, { headers: { 'if-none-match': `"another", W/${etag}` } })
      expect(first.headers.get('cache-control')).toBe('no-cache')
      expect([again.status, await again.text()]).toEqual([304, ''])
      expect((await running.send(path, { headers: { 'if-none-match': '"another"' } })).status).toBe(200)
    },
  )

  test.each(['/openapi.json', '/docs', '/redoc'])('can only be read: %s', async (path) => {
    const head = await running.send(path, { method: 'HEAD' })
    expect([head.status, await head.text()]).toEqual([200, ''])
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
      const { status, headers } = await running.send(path, { method })
      expect([status, headers.get('allow')]).toEqual([405, 'GET, HEAD'])
    }
  })

  test.each(['/docs', '/redoc', '/openapi.json'])('let nothing in from elsewhere: %s', async (path) => {
    const { headers } = await running.send(path)
    const policy = headers.get('content-security-policy')
    expect(policy).toContain("default-src 'self'; img-src 'self' data:")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
  })

  test.each([
    '/docs/../package.json',
    '/docs/%2e%2e/package.json',
    '/docs/%2e%2e%2fpackage.json',
    '/docs/..%2f..%2f..%2fetc%2fpasswd',
    '/docs/..%5c..%5cpackage.json',
    '/docs//etc/passwd',
    '/docs/%2fetc%2fpasswd',
    '/docs/file:///etc/passwd',
    '/docs/swagger-ui.css',
    '/docs/package.json',
    '/docs/__proto__',
    '/docs/constructor',
    '/docs/%00',
    '/docs/',
    '/redoc/page.css',
  ])('give away nothing else: %s', async (path) => {
    const answer = await running.send(path)
    expect(answer.status).toBe(404)
    expect(await answer.json()).toMatchObject({ code: 'ROUTE_NOT_FOUND' })
  })

  test('show with each operation a command that works', async () => {
    const { length } = operationsOf(await (await running.send('/openapi.json')).json())
    const html = await (await running.send('/redoc')).text()
    const commands = [...html.matchAll(/<pre>(curl .*?)<\/pre>/gs)].map(([, command = '']) => unescaped(command))
    expect(commands).toHaveLength(length)
    const create = commands.find((command) => command.includes("-X POST 'http://app.example.com/api/organizations'"))
    const values = { token: await accessToken({}, new Date()), name: "Ada's" }
    const { url, ...init } = requestOf(create ?? '', values)
    const answer = await running.send(url.replace(publicUrl, ''), init)
    expect([answer.status, await answer.json()]).toMatchObject([201, { organization: { name: "Ada's", slug: 'acme' } }])
  })
})

test('the page to read is at both addresses without a viewer, and needs no script', async () => {
  const { send, stop } = await start()
  const [docs, redoc] = await Promise.all(['/docs', '/redoc'].map(async (path) => (await send(path)).text()))
  expect(docs).toBe(redoc)
  expect(docs).not.toMatch(/<script|<style|style=/)
  expect(docs).toContain('at most 5 calls that succeed per hour for each user')
  await stop()
})

test('the pages are left to a host that wants so', async () => {
  const { send, stop } = await start({ docs: false })
  for (const path of ['/openapi.json', '/docs', '/redoc']) expect((await send(path)).status).toBe(404)
  await stop()
})

function unescaped(html: string): string {
  return html.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
}

/** Reads the command as a shell does, after the reader has put in values of their own. */
function requestOf(command: string, values: Readonly<Record<string, string>>) {
  const words = [...command.matchAll(/'([^']*)'/g)].map(([, word = '']) =>
    word.replace(/<(\w+)>/g, (_, name) => values[name] ?? name),
  )
  const [url = '', ...rest] = words
  const headers = rest.filter((word) => /^[\w-]+: /.test(word)).map((word) => word.split(': ') as [string, string])
  return { url, method: 'POST', headers, body: rest.at(-1) ?? '' }
}
