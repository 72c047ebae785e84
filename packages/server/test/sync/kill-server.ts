import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { guard } from '@tenantry/testing/guard'
import type { Step } from './kill-steps.ts'

const main = fileURLToPath(new URL('kill-process.ts', import.meta.url))

/** What a server says of itself. */
interface Told {
  readonly url?: string
  readonly armed?: true
  readonly synced?: { readonly organizationId: string; readonly kind: string }
  readonly failed?: string
}

/** A server in a process of its own. */
export interface KillServer {
  readonly url: string
  /** What it has told so far. */
  readonly told: readonly Told[]
  /** Lets it end when it comes to a step. */
  arm(step: Step): Promise<void>
  /** Resolves with the signal that ended it. */
  readonly ended: Promise<NodeJS.Signals | null>
  kill(): Promise<unknown>
}

export async function startKillServer(environment: Readonly<Record<string, string>>): Promise<KillServer> {
  const execArgv = ['--conditions=@tenantry/source']
  const child = fork(main, {
    execArgv,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  guard(child)
  const ended = once(child, 'exit').then(([, signal]) => signal as NodeJS.Signals | null)
  const told: Told[] = []
  let written = ''
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    written += chunk
  })
  const hear = (is: (message: Told) => boolean) =>
    new Promise<Told>((resolve, reject) => {
      child.on('message', (message: Told) => is(message) && resolve(message))
      ended.then(() => reject(new Error(`the server ended: ${written}`)))
    })
  child.on('message', (message: Told) => void told.push(message))
  const { url = '' } = await hear((message) => message.url !== undefined)
  return {
    url,
    told,
    ended,
    async arm(step) {
      const armed = hear((message) => message.armed === true)
      child.send(step)
      await armed
    },
    kill() {
      child.kill('SIGKILL')
      return ended
    },
  }
}
