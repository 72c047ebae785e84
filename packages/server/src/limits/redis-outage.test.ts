import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { freePort } from '@tenantry/testing/free-port'
import { Redis } from 'ioredis'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import type { LimitRule } from './limiter.ts'
import { redisLimiter } from './redis.ts'

const installed = spawnSync('redis-server', ['--version']).status === 0
const rule: LimitRule = { limit: 20, windowSeconds: 3600 }
const children = new Set<ChildProcess>()

afterEach(async () => {
  for (const child of children) await end(child)
})

async function start(port: number): Promise<ChildProcess> {
  const flags = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', '/']
  const child = spawn('redis-server', flags, { stdio: 'ignore' })
  children.add(child)
  const client = new Redis(port, '127.0.0.1', { retryStrategy: () => 20 })
  client.on('error', () => {})
  await client.ping()
  client.disconnect()
  return child
}

async function keysAt(port: number): Promise<number> {
  const client = new Redis(port, '127.0.0.1')
  const keys = await client.dbsize()
  client.disconnect()
  return keys
}

async function end(child: ChildProcess): Promise<void> {
  children.delete(child)
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}

function connectTo(port: number) {
  let time = 0
  const onFallback = vi.fn()
  const limiter = redisLimiter({ url: `redis://127.0.0.1:${port}`, onFallback, now: () => Date.now() + time })
  onTestFinished(() => limiter.close())
  const allowedOf = async (calls: number) => {
    let allowed = 0
    for (let call = 0; call < calls; call += 1) if ((await limiter.take('user:1', rule)).allowed) allowed += 1
    return allowed
  }
  /** Lets the pause after a failure pass, which is the limiter's own time. */
  const pass = (ms: number) => {
    time += ms
  }
  return { limiter, onFallback, allowedOf, pass }
}

test.skipIf(!installed)('keeps its own count when redis dies in the middle of a window', async () => {
  const port = await freePort()
  const server = await start(port)
  const { allowedOf, onFallback } = connectTo(port)
  expect(await allowedOf(12)).toBe(12)
  await end(server)
  expect(await allowedOf(20)).toBe(8)
  expect(onFallback).toHaveBeenCalledOnce()
})

test.skipIf(!installed)('goes back to redis by itself, and tells of a second outage', async () => {
  const port = await freePort()
  const { limiter, allowedOf, onFallback, pass } = connectTo(port)
  expect(await allowedOf(25)).toBe(20)
  expect(onFallback).toHaveBeenCalledOnce()
  const server = await start(port)
  await vi.waitFor(async () => {
    pass(1000)
    await limiter.take('user:2', rule)
    expect(await keysAt(port)).toBe(1)
  }, 10_000)
  // Redis has no counts of the outage, the memory has.
  expect(await allowedOf(1)).toBe(0)
  await end(server)
  await limiter.take('user:2', rule)
  expect(onFallback).toHaveBeenCalledTimes(2)
})

test.skipIf(!installed)('answers from memory when redis hangs, and waits for it once, not for each call', async () => {
  const port = await freePort()
  const server = await start(port)
  const { allowedOf } = connectTo(port)
  expect(await allowedOf(5)).toBe(5)
  server.kill('SIGSTOP')
  const started = performance.now()
  expect(await allowedOf(30)).toBe(15)
  expect(performance.now() - started).toBeLessThan(1000)
  server.kill('SIGCONT')
})

test('limits without any redis and reports no unhandled error', async () => {
  const { allowedOf, limiter } = connectTo(await freePort())
  expect(await allowedOf(21)).toBe(20)
  await limiter.giveBack('user:1', rule)
  expect(await allowedOf(2)).toBe(1)
})
