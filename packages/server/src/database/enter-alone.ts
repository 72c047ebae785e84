import { randomBytes } from 'node:crypto'
import { closeSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { join } from 'node:path'

/** Gives a lock back. */
export type Leave = () => Promise<void>

const SIGN = /^\.in-use-[0-9a-f]{16}$/
// Whoever makes up its mind does so in milliseconds; one that is stopped meanwhile counts as there.
const PATIENCE_MS = 5_000
// The system takes 104 bytes on macOS and 108 on Linux, and may cut what is longer.
const LONGEST_ADDRESS = 100

/**
 * Enters a folder when nobody else is in it, and answers null when somebody is. Everybody puts up a listening socket under
 * a name that is never used again, so a name that nobody answers at is dead for ever, and taking it away is safe.
 * Of several who come at once, the one with the first name enters.
 * @throws Error of the system when the folder cannot hold a socket.
 */
export async function enterAlone(folder: string): Promise<Leave | null> {
  const own = `.in-use-${randomBytes(8).toString('hex')}`
  const asking = new Set<Socket>()
  let entered = false
  const server = createServer((socket) => {
    socket.on('error', () => {})
    if (entered) socket.end('in use')
    else asking.add(socket)
  })
  // Between taking a name and listening at it one looks dead: nobody looks at this name.
  await withAddress(folder, `${own}.new`, (address) => listen(server, address))
  renameSync(join(folder, `${own}.new`), join(folder, own))

  const leave: Leave = async () => {
    rmSync(join(folder, own), { force: true })
    for (const socket of asking) socket.destroy()
    await new Promise((done) => server.close(done))
  }
  for (const other of readdirSync(folder).filter((name) => SIGN.test(name) && name !== own)) {
    const answer = await withAddress(folder, other, (address) => ask(address, other < own))
    if (answer === 'dead') rmSync(join(folder, other), { force: true })
    if (answer !== 'in use') continue
    await leave()
    return null
  }
  entered = true
  for (const socket of asking) socket.end('in use')
  return leave
}

type Answer = 'in use' | 'gone' | 'dead'

// One with an earlier name goes first, so that it is there is answer enough. A later one is waited for: it may be inside.
function ask(address: string, first: boolean): Promise<Answer> {
  return new Promise((done) => {
    const answered = (answer: Answer) => {
      socket.destroy()
      done(answer)
    }
    const socket = connect(address)
    socket.setTimeout(PATIENCE_MS, () => answered('in use'))
    socket.once('connect', () => first && answered('in use'))
    socket.once('data', () => answered('in use'))
    socket.once('close', () => answered('gone'))
    socket.once('error', ({ code }: NodeJS.ErrnoException) => {
      if (code === 'ECONNREFUSED') answered('dead')
      else answered(code === 'ENOENT' || code === 'ECONNRESET' ? 'gone' : 'in use')
    })
  })
}

/** Listens, without keeping the process alive. @throws Error of the system. */
export function listen(server: Server, address: string): Promise<void> {
  return new Promise((done, fail) => {
    server.once('error', fail)
    server.listen(address, () => {
      server.off('error', fail)
      server.unref()
      done()
    })
  })
}

async function withAddress<T>(folder: string, name: string, use: (address: string) => Promise<T>): Promise<T> {
  const address = join(folder, name)
  if (Buffer.byteLength(address) <= LONGEST_ADDRESS) return use(address)
  if (process.platform !== 'linux') throw new Error(`The path ${folder} is too long for a socket.`)
  const handle = openSync(folder, 'r')
  try {
    return await use(`/proc/self/fd/${handle}/${name}`)
  } finally {
    closeSync(handle)
  }
}
