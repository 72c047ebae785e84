import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { freePort } from './free-port.ts'
import { guard } from './guard.ts'

const localUrl = 'redis://127.0.0.1:6379'

/** A Redis that answers; stopping it ends only what was started here. */
export interface TestRedis {
  url: string
  stop(): Promise<void>
}

/** Takes REDIS_URL, else a Redis on its usual port, else starts `redis-server` if installed, else gives null. */
export async function startRedis(): Promise<TestRedis | null> {
  const given = process.env.REDIS_URL
  if (given) return { url: given, stop: async () => {} }
  if (await answersPing(localUrl)) return { url: localUrl, stop: async () => {} }
  return startOwn()
}

async function startOwn(): Promise<TestRedis | null> {
  const port = await freePort()
  const flags = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', '/']
  const child = spawn('redis-server', flags, { stdio: ['ignore', 'pipe', 'ignore'] })
  const started = Promise.withResolvers<boolean>()
  child.once('error', () => started.resolve(false))
  child.once('exit', () => started.resolve(false))
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    if (chunk.includes('Ready to accept connections')) started.resolve(true)
  })
  if (!(await started.promise)) return null
  guard(child)
  const stop = async () => {
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    await ended
  }
  return { url: `redis://127.0.0.1:${port}`, stop }
}

function answersPing(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url)
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const socket = connect({ host: hostname, port: Number(port), timeout: 500 })
  socket.once('connect', () => socket.write('PING\r\n'))
  socket.once('data', (answer) => resolve(answer.toString().startsWith('+PONG')))
  socket.once('timeout', () => resolve(false))
  socket.once('error', () => resolve(false))
  return promise.finally(() => socket.destroy())
}
