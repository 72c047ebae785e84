import { access, constants } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import sparticuz from '@sparticuz/chromium'

const systemNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** Launch options that Playwright takes as they are. */
export interface ChromiumLaunch {
  executablePath: string
  args: string[]
}

/** Finds a Chromium to launch: the system's if there is one, else the one that npm delivered. */
export async function findChromium(): Promise<ChromiumLaunch> {
  const system = await findOnPath(systemNames)
  if (system) return { executablePath: system, args: ['--no-sandbox', '--disable-dev-shm-usage'] }
  sparticuz.setGraphicsMode = false
  return { executablePath: await sparticuz.executablePath(), args: sparticuz.args.filter(isWanted) }
}

// Playwright needs a process per page, chooses headless itself, and a test that
// passes only with web security off would prove nothing.
const unwanted = ['--single-process', '--no-zygote', '--headless', '--disable-web-security', '--allow-running-insecure']

function isWanted(arg: string): boolean {
  return !unwanted.some((prefix) => arg.startsWith(prefix))
}

async function findOnPath(names: readonly string[]): Promise<string | undefined> {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  for (const name of names) {
    for (const folder of folders) {
      const path = join(folder, name)
      if (await isExecutable(path)) return path
    }
  }
  return undefined
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  )
}
