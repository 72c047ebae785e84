import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

const examples = join(import.meta.dirname, '../..')

/** Builds the pages that the tests open, as `demo` does. */
export async function setup(): Promise<void> {
  for (const example of ['host-app', 'vanilla']) await build(join(examples, example))
}

async function build(cwd: string): Promise<void> {
  const vite = dirname(createRequire(import.meta.url).resolve('vite/package.json'))
  await run(process.execPath, [join(vite, 'bin/vite.js'), 'build'], {
    cwd,
    // Tests run as "test", for which React is built slower and louder.
    env: { ...process.env, NODE_ENV: 'production' },
  })
}
