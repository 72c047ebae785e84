import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { access, constants, mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { createBrotliDecompress } from 'node:zlib'
import sparticuz from '@sparticuz/chromium'

const run = promisify(execFile)

/** Launch options that Playwright takes as they are. */
export interface ChromiumLaunch {
  executablePath: string
  args: string[]
  env?: Record<string, string>
}

// The sandbox needs rights, and /dev/shm a size, that containers seldom give. The arguments that the
// shipped Chromium recommends (one process, no web security) would make tests prove less.
const args = ['--no-sandbox', '--disable-dev-shm-usage', '--font-render-hinting=none']

const systemNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** Finds a Chromium to launch: the system's if there is one, else the one that npm delivered. */
export async function findChromium(): Promise<ChromiumLaunch> {
  const system = await findOnPath(systemNames)
  if (system) return { executablePath: system, args }
  sparticuz.setGraphicsMode = false
  const executablePath = await sparticuz.executablePath()
  if (await starts(executablePath)) return { executablePath, args }
  return { executablePath, args, env: await shippedLibraries() }
}

/** A bare system lacks NSS and expat; the package carries them for such places. */
async function shippedLibraries(): Promise<Record<string, string>> {
  const archive = new URL('../bin/al2023.tar.br', import.meta.resolve('@sparticuz/chromium'))
  const folder = join(tmpdir(), 'chromium-libraries')
  await mkdir(folder, { recursive: true })
  const tar = spawn('tar', ['-x', '-C', folder], { stdio: ['pipe', 'ignore', 'inherit'] })
  const ended = once(tar, 'exit')
  await pipeline(createReadStream(archive), createBrotliDecompress(), tar.stdin)
  await ended
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined)
  const added = { LD_LIBRARY_PATH: join(folder, 'lib'), FONTCONFIG_PATH: join(tmpdir(), 'fonts') }
  return { ...Object.fromEntries(inherited), ...added }
}

function starts(executable: string): Promise<boolean> {
  return succeeds(run(executable, ['--version']))
}

async function findOnPath(names: readonly string[]): Promise<string | undefined> {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  for (const name of names) {
    for (const folder of folders) {
      const path = join(folder, name)
      if (await succeeds(access(path, constants.X_OK))) return path
    }
  }
  return undefined
}

function succeeds(act: Promise<unknown>): Promise<boolean> {
  return act.then(
    () => true,
    () => false,
  )
}
