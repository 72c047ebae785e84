import { execFile } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const folder = join(import.meta.dirname, '..')
const tsup = join(folder, '../../node_modules/.bin/tsup')

test('every built file says that it runs in the browser, for server components to import', async () => {
  const out = await mkdtemp(join(tmpdir(), 'tenantry-react-'))
  await promisify(execFile)(tsup, ['--silent', '--no-dts', '--out-dir', out], { cwd: folder })
  const files = globSync('**/*.js', { cwd: out })
  const silent = files.filter((file) => !readFileSync(join(out, file), 'utf8').startsWith("'use client'\n"))
  await rm(out, { recursive: true })
  expect(files).toContain('index.js')
  expect(silent).toEqual([])
})
