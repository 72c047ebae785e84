import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/**
 * Makes sure that one process at a time uses a folder. PGlite has no lock of its own: two processes lose data silently.
 * The lock is a listening socket, because the system takes it back from a process that dies, however it dies.
 * @throws Error in words when another process holds the folder.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const address = socketAddress(folder)
  const server = (await listen(address)) ?? (await takeOver(folder, address))
  return () => new Promise((done) => server.close(() => done()))
}

async function takeOver(folder: string, address: string): Promise<Server> {
  if (await answers(address)) throw inUse(folder)
  rmSync(address, { force: true })
  const server = await listen(address)
  if (!server) throw inUse(folder)
  return server
}

function inUse(folder: string): Error {
  return new Error(
    `The database folder ${folder} is in use by another process. Stop that one first, or set DATABASE_URL to a PostgreSQL server.`,
  )
}

// Socket paths are limited to about 100 bytes, so the folder's name is hashed.
function socketAddress(folder: string): string {
  const name = `tenantry-${createHash('sha256').update(resolve(folder)).digest('hex').slice(0, 32)}`
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`)
}

function listen(address: string): Promise<Server | null> {
  const server = createServer((socket) => socket.end())
  return new Promise((done, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? done(null) : fail(error)))
    server.listen(address, () => done(server.unref()))
  })
}

function answers(address: string): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(address)
    socket.once('connect', () => {
      socket.destroy()
      done(true)
    })
    socket.once('error', () => done(false))
  })
}
