import { createHash } from 'node:crypto'
import { mkdirSync, realpathSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { enterAlone, type Leave, listen } from './enter-alone.ts'

/**
 * Makes sure that one process at a time uses a folder. PGlite has no lock of its own: two processes lose data silently.
 * The lock is a listening socket, because the system takes it back from a process that dies, however it dies. What it
 * covers is in `docs/decisions/0002-databases.md`.
 * @throws Error in words when another process holds the folder.
 */
export async function lockFolder(folder: string): Promise<Leave> {
  const real = realpathSync.native(folder)
  const name = `tenantry-${createHash('sha256').update(real).digest('hex').slice(0, 32)}`
  const leaves: Leave[] = []
  for (const take of waysFor(real, name)) {
    const leave = await take()
    if (leave) leaves.unshift(leave)
    else {
      for (const leaveEarlier of leaves) await leaveEarlier()
      throw inUse(folder)
    }
  }
  return async () => {
    for (const leave of leaves) await leave()
  }
}

function waysFor(folder: string, name: string): readonly (() => Promise<Leave | null>)[] {
  if (process.platform === 'win32') return [() => takeName(`\\\\.\\pipe\\${name}`)]
  // The name, which is no file, covers what runs in one container; the folder itself covers containers that share it.
  if (process.platform === 'linux') return [() => takeName(`\0${name}`), () => enterAlone(folder).catch(() => nothing)]
  return [() => enterAlone(folder).catch(() => enterAlone(ownTemporary(name)))]
}

const nothing: Leave = async () => {}

// For paths that are too long, and file systems that hold no sockets.
function ownTemporary(name: string): string {
  const folder = join(tmpdir(), name)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return realpathSync.native(folder)
}

/** Takes a name that the system frees when its owner dies; null when somebody has it. */
async function takeName(address: string): Promise<Leave | null> {
  const server = createServer((socket) => socket.end())
  try {
    await listen(server, address)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return null
    throw error
  }
  return () => new Promise((done) => server.close(() => done()))
}

function inUse(folder: string): Error {
  return new Error(
    `The database folder ${folder} is in use by another process. Stop that one first, or set DATABASE_URL to a PostgreSQL server.`,
  )
}
