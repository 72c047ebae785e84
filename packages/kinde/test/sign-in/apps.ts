import { createServer, type IncomingMessage } from 'node:http'
import { serve } from '@hono/node-server'
import express from 'express'
import fastify from 'fastify'
import { Hono } from 'hono'
import { fromNode, type KindeSignIn, toNodeGuard, toNodeListener } from '../../src/sign-in.ts'

type Stop = () => Promise<unknown>

const links = ['/login', '/register', '/logout', '/protected'].map((path) => `<a href="${path}">${path}</a>`).join(' ')
const leave = '<form method="post" action="/logout"><button>Sign out</button></form>'
const HOME = `<!doctype html><h1>Home</h1>${links}${leave}`

/** The same small app in four frameworks: a home for everybody and a page for those who are signed in. */
export const apps: Readonly<Record<string, (kinde: KindeSignIn, port: number) => Promise<Stop>>> = {
  async express(kinde, port) {
    const app = express()
    const guard = toNodeGuard(kinde)
    app.use(toNodeListener(kinde))
    app.get('/', (_request, response) => void response.send(HOME))
    app.get(
      '/protected',
      guard,
      (request, response) => void response.send(`Hello ${guard.visitOf(request).user.email}`),
    )
    const server = app.listen(port, '127.0.0.1')
    return async () => server.close()
  },

  async hono(kinde, port) {
    const app = new Hono()
    app.use(async (context, next) => (await kinde.handle(context.req.raw)) ?? next())
    app.get('/', (context) => context.html(HOME))
    const hello = kinde.protect((_request, { user }) => new Response(`Hello ${user.email}`))
    app.get('/protected', (context) => hello(context.req.raw))
    const server = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' })
    return async () => server.close()
  },

  async fastify(kinde, port) {
    const app = fastify({ forceCloseConnections: true })
    app.addHook('onRequest', async (request, reply) => {
      const response = await kinde.handle(fromNode(request.raw, kinde.publicUrl))
      if (response) return reply.send(response)
      return undefined
    })
    // A hook answers what no route is there for, and forms need no parser.
    app.addContentTypeParser('application/x-www-form-urlencoded', (_request, _body, done) => done(null))
    app.get('/', (_request, reply) => reply.type('text/html').send(HOME))
    const hello = kinde.protect((_request, { user }) => new Response(`Hello ${user.email}`))
    app.get('/protected', async (request, reply) => reply.send(await hello(fromNode(request.raw, kinde.publicUrl))))
    await app.listen({ port, host: '127.0.0.1' })
    return () => app.close()
  },

  // As the App Router does: `export const GET = kinde.fetch` in a `route.ts` for each address.
  async 'route handlers, as Next.js calls them'(kinde, port) {
    const home = async () => new Response(HOME, { headers: { 'content-type': 'text/html' } })
    const hello = kinde.protect((_request, { user }) => new Response(`Hello ${user.email}`))
    const all = { GET: kinde.fetch, POST: kinde.fetch }
    const files: Readonly<Record<string, Readonly<Record<string, (request: Request) => Promise<Response>>>>> = {
      '/': { GET: home },
      '/protected': { GET: hello },
      '/login': all,
      '/callback': all,
      '/logout': all,
      '/register': all,
      '/user': all,
    }
    const server = createServer(async (incoming: IncomingMessage, outgoing) => {
      const { pathname } = new URL(incoming.url ?? '/', kinde.publicUrl)
      const handler = files[pathname]?.[incoming.method ?? 'GET']
      // Behind a proxy Next.js knows its own address only.
      const request = handler && fromNode(incoming, 'http://localhost:3000')
      const response = request ? await handler(request) : new Response(null, { status: 404 })
      outgoing.writeHead(response.status, [...response.headers].flat()).end(await response.text())
    })
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
    return async () => server.close()
  },
}
