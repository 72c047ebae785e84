import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Builds the pages that the tests open, as `demo` does. */
export async function setup(): Promise<void> {
  const vite = dirname(createRequire(import.meta.url).resolve('vite/package.json'))
  await run(process.execPath, [join(vite, 'bin/vite.js'), 'build'], {
    cwd: join(import.meta.dirname, '..'),
    // Tests run as "test", for which React is built slower and louder.
    env: { ...process.env, NODE_ENV: 'production' },
  })
}
