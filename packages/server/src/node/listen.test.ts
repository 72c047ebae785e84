import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { listen } from './listen.ts'

test('keeps a request that comes too early until there is an answer', async () => {
  const server = await listen({ port: 0 })
  const early = fetch(server.url)
  server.answer((_request, response) => response.end('here'))
  expect(await (await early).text()).toBe('here')
  await server.close()
})

test('lets a running request finish, and takes no other', async () => {
  const server = await listen({ port: 0 })
  const arrived = Promise.withResolvers<void>()
  const finish = Promise.withResolvers<void>()
  server.answer(async (_request, response) => {
    arrived.resolve()
    await finish.promise
    response.end('finished')
  })
  const running = fetch(server.url)
  await arrived.promise
  const closed = server.close()
  await expect(fetch(server.url)).rejects.toThrow()
  finish.resolve()
  expect(await (await running).text()).toBe('finished')
  await closed
})

test('can be told twice to close', async () => {
  const server = await listen({ port: 0 })
  await server.close()
  await server.close()
})

test('does not wait for connections that ask nothing', async () => {
  const server = await listen({ port: 0 })
  server.answer((_request, response) => response.end())
  await (await fetch(server.url)).text()
  await server.close()
})

test('names an IPv6 address as a URL can hold it', async () => {
  const server = await listen({ port: 0, host: '::1' }).catch(() => null)
  if (!server) return
  const { port, hostname } = new URL(server.url)
  expect(hostname).toBe('[::1]')
  const socket = connect(Number(port), '::1')
  await new Promise((resolve) => socket.once('connect', resolve))
  socket.destroy()
  await server.close()
})

test('says when the port is taken', async () => {
  const server = await listen({ port: 0 })
  await expect(listen({ port: Number(new URL(server.url).port) })).rejects.toThrow('EADDRINUSE')
  await server.close()
})
