import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { secretFromFile } from './secret-file.ts'

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-secret-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

test('makes one secret and keeps it for its owner alone', () => {
  const folder = join(newFolder(), 'data')
  const secret = secretFromFile(folder)
  expect(secret).toMatch(/^[\w-]{43}$/)
  expect(secretFromFile(folder)).toBe(secret)
  expect(readdirSync(folder)).toEqual(['secret'])
  expect([statSync(folder).mode & 0o777, statSync(join(folder, 'secret')).mode & 0o777]).toEqual([0o700, 0o600])
})

test('takes the secret that somebody put there', () => {
  const folder = newFolder()
  writeFileSync(join(folder, 'secret'), 'a-made-up-secret-of-more-than-32-bytes\n')
  expect(secretFromFile(folder)).toBe('a-made-up-secret-of-more-than-32-bytes')
})

test('gives processes that start together the same secret', async () => {
  const folder = newFolder()
  const source = new URL('secret-file.ts', import.meta.url).href
  const script = `import { secretFromFile } from '${source}'; process.stdout.write(secretFromFile(process.argv[1]))`
  const starts = Array.from({ length: 6 }, () =>
    promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script, folder]),
  )
  const secrets = (await Promise.all(starts)).map(({ stdout }) => stdout)
  expect(secrets[0]).toHaveLength(43)
  expect(new Set(secrets).size).toBe(1)
})
