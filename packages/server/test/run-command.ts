import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { guard } from '@tenantry/testing/guard'

const main = fileURLToPath(new URL('../src/command/main.ts', import.meta.url))

/** How a command ended and what it wrote. */
export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

export interface Run {
  readonly folder: string
  readonly environment?: Readonly<Record<string, string>>
  /** Options of Node itself. */
  readonly node?: readonly string[]
}

/** Runs the `tenantry` command in a folder, with nothing in its environment but what is given, and waits for its end. */
export async function runCommand(
  args: readonly string[],
  { folder, environment = {}, node = [] }: Run,
): Promise<Ended> {
  const child = spawn(process.execPath, ['--conditions=@tenantry/source', ...node, main, ...args], {
    cwd: folder,
    env: { ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  guard(child)
  const ended = once(child, 'close')
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)])
  const [code] = await ended
  return { code, out, err }
}
