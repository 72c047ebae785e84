import { expect, test } from 'vitest'
import { listen } from './listen.ts'
import { toNodeListener } from './listener.ts'

test('hands over a request that can be copied, with its body', async () => {
  const server = await listen({ port: 0 })
  server.answer(
    toNodeListener({
      async fetch(request) {
        const copy = new Request(request, { headers: { 'x-copied': 'yes' } })
        return Response.json([request instanceof Request, copy.method, copy.headers.get('x-copied'), await copy.text()])
      },
    }),
  )
  const answer = await fetch(server.url, { method: 'POST', body: 'words' })
  expect(await answer.json()).toEqual([true, 'POST', 'yes', 'words'])
  await server.close()
})

test('tells a handler when nobody waits for its answer any more', async () => {
  const server = await listen({ port: 0 })
  const arrived = Promise.withResolvers<Request>()
  const aborted = Promise.withResolvers<void>()
  server.answer(
    toNodeListener({
      async fetch(request) {
        request.signal.addEventListener('abort', () => aborted.resolve())
        arrived.resolve(request)
        await aborted.promise
        return new Response()
      },
    }),
  )
  const leaving = new AbortController()
  const left = fetch(server.url, { signal: leaving.signal }).catch(() => null)
  await arrived.promise
  leaving.abort()
  await Promise.all([left, aborted.promise])
  await server.close()
})

test('believes as many forwarded addresses as proxies are ours', async () => {
  const server = await listen({ port: 0 })
  const handler = { fetch: async (_request: Request, info?: { ip?: string }) => new Response(info?.ip ?? '') }
  const listeners = [0, 1, 2].map((trustProxy) => toNodeListener(handler, { trustProxy }))
  server.answer((request, response) => listeners[Number(request.url?.slice(1))]?.(request, response))
  const headers = { 'x-forwarded-for': '192.0.2.9, 192.0.2.2, 192.0.2.1' }
  const seen = await Promise.all(
    [0, 1, 2].map(async (trusted) => (await fetch(`${server.url}/${trusted}`, { headers })).text()),
  )
  expect(seen).toEqual(['127.0.0.1', '192.0.2.1', '192.0.2.2'])
  await server.close()
})
