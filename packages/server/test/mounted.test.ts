import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import express from 'express'
import fastify from 'fastify'
import { Hono } from 'hono'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { toNodeListener } from '../src/node/listener.ts'
import { publicUrl, type Running, startTenantry } from './start-tenantry.ts'

let running: Running
let token: string
beforeAll(async () => {
  running = await startTenantry('pglite')
  token = await running.token({ email: 'founder@example.com' })
})
afterAll(() => running.stop())

async function open(server: ReturnType<typeof createServer>): Promise<string> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function post(url: string, body: unknown) {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', origin: publicUrl }
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  return { status: response.status, body: await response.json() }
}

const mounts: Readonly<Record<string, (app: ReturnType<typeof express>) => void>> = {
  'before its body parser': (app) => app.use(toNodeListener(running.tenantry)).use(express.json()),
  'after its body parser': (app) => app.use(express.json()).use(toNodeListener(running.tenantry)),
}

test.each(Object.entries(mounts))(
  'answers in Express %s, and leaves what is not its own to the app',
  async (when, mount) => {
    const app = express()
    mount(app)
    app.post('/own', (request, response) => void response.json({ heard: request.body }))
    app.get('/', (_request, response) => void response.send('the page of the app'))
    const url = await open(createServer(app as RequestListener))

    const slug = when.replaceAll(' ', '-')
    const founded = await post(`${url}/api/organizations`, { name: 'Made up', slug })
    expect(founded).toMatchObject({ status: 201, body: { organization: { slug } } })
    expect(
      await post(`${url}/auth/sign-in/email`, { email: 'nobody@example.com', password: 'made-up words' }),
    ).toMatchObject({
      status: 401,
      body: { code: 'UNAUTHENTICATED' },
    })
    expect(await (await fetch(url)).text()).toBe('the page of the app')
    const heard = { long: 'x'.repeat(50_000) }
    expect(await post(`${url}/own`, heard)).toEqual({ status: 200, body: { heard } })
    expect((await fetch(`${url}/nowhere`)).headers.get('x-powered-by')).toBe('Express')
  },
)

test('answers in Fastify, and leaves what is not its own to the app', async () => {
  const listener = toNodeListener(running.tenantry)
  const app = fastify()
  app.addHook('onRequest', (request, reply, done) => listener(request.raw, reply.raw, done))
  app.post('/own', async ({ body }) => ({ heard: body }))
  await app.listen({ port: 0, host: '127.0.0.1' })
  onTestFinished(() => app.close())
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`

  const founded = await post(`${url}/api/organizations`, { name: 'Made up', slug: 'in-fastify' })
  expect(founded).toMatchObject({ status: 201, body: { organization: { slug: 'in-fastify' } } })
  const heard = { long: 'x'.repeat(50_000) }
  expect(await post(`${url}/own`, heard)).toEqual({ status: 200, body: { heard } })
  expect(await post(`${url}/nowhere`, {})).toMatchObject({
    status: 404,
    body: { message: 'Route POST:/nowhere not found' },
  })
})

test('answers in node:http for everything', async () => {
  const url = await open(createServer(toNodeListener(running.tenantry)))
  expect(await post(`${url}/own`, { a: 1 })).toMatchObject({ status: 404, body: { code: 'ROUTE_NOT_FOUND' } })
})

test('takes no more of a body without a length than the limit, also for the embedded provider', async () => {
  const url = await open(createServer(toNodeListener(running.tenantry)))
  const headers = { 'content-type': 'application/json', origin: publicUrl }
  const body = new Blob([`{"email":"${'x'.repeat(100_000)}"}`]).stream()
  const init = { method: 'POST', headers, body, duplex: 'half' }
  const response = await fetch(`${url}/auth/sign-in/email`, init)
  expect([response.status, (await response.json()).code]).toEqual([413, 'PAYLOAD_TOO_LARGE'])
  expect(running.faults).toEqual([])
})

function honoApp() {
  const app = new Hono()
  app.post('/own', async (context) => context.json({ heard: await context.req.json() }))
  app.all('*', (context) => running.tenantry.fetch(context.req.raw))
  return app
}

test('answers in Hono, wherever Fetch runs', async () => {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const body = JSON.stringify({ name: 'Made up', slug: 'in-hono' })
  const founded = await honoApp().request(`${publicUrl}/api/organizations`, { method: 'POST', headers, body })
  expect(founded.status).toBe(201)
})

// Last: this server puts its own `Request` in place of the platform's.
test('answers in Hono on Node', async () => {
  const url = await open(createAdaptorServer({ fetch: honoApp().fetch }) as ReturnType<typeof createServer>)
  expect(await post(`${url}/api/organizations`, { name: 'Made up', slug: 'on-node' })).toMatchObject({ status: 201 })
  expect(
    await post(`${url}/auth/sign-in/email`, { email: 'nobody@example.com', password: 'made-up words' }),
  ).toMatchObject({
    status: 401,
  })
  expect(await post(`${url}/own`, { a: 1 })).toEqual({ status: 200, body: { heard: { a: 1 } } })
})
