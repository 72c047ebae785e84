import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { guard } from '@tenantry/testing/guard'
import { publicUrl, secretKey } from './start-tenantry.ts'

const main = fileURLToPath(new URL('../src/command/main.ts', import.meta.url))

/** The `serve` command in a process of its own. */
export interface Served {
  readonly url: string
  /** What it wrote so far. */
  written(): string
  /** Sends a signal and waits for the end; answers the exit code, null when the signal ended it. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null>
  /** Waits for an end that nobody asked for, and tells what was written until then. */
  readonly ended: Promise<{ readonly code: number | null; readonly written: string }>
}

/** Starts the command in a folder and waits until it listens. @throws Error with what it wrote when it ends instead. */
export async function serve(folder: string, environment: Readonly<Record<string, string>>): Promise<Served> {
  const child = spawn(process.execPath, ['--conditions=@tenantry/source', main, 'serve'], {
    cwd: folder,
    env: { PORT: '0', LOG_LEVEL: 'warn', PUBLIC_URL: publicUrl, SECRET_KEY: secretKey, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  guard(child)
  const ended = once(child, 'close').then(([code]) => code as number | null)
  const listening = Promise.withResolvers<string>()
  let written = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      written += chunk
      const url = /^listening on (http:\S+)$/m.exec(written)?.[1]
      if (url) listening.resolve(url)
    })
  }
  ended.then((code) => listening.reject(new Error(`ended with ${code}: ${written}`)))
  return {
    url: await listening.promise,
    written: () => written,
    ended: ended.then((code) => ({ code, written })),
    end(signal) {
      child.kill(signal)
      return ended
    },
  }
}
