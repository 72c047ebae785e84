import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { migrationFiles } from './migration-files.ts'

test('reads every numbered file, in order', () => {
  const names = readdirSync(join(import.meta.dirname, '../../migrations')).toSorted()
  expect(migrationFiles().map(({ name }) => name)).toEqual(names)
  expect(names[0]).toBe('0001_tables.sql')
})

test('never takes the migrations of a host that bundled this package', () => {
  const host = mkdtempSync(join(tmpdir(), 'tenantry-host-'))
  onTestFinished(() => rmSync(host, { recursive: true }))
  for (const folder of ['migrations', 'dist']) mkdirSync(join(host, folder))
  writeFileSync(join(host, 'package.json'), '{ "name": "host" }')
  writeFileSync(join(host, 'migrations/0001_tables.sql'), 'DROP TABLE everything')
  const bundled = pathToFileURL(join(host, 'dist/server.js'))
  expect(() => migrationFiles(bundled)).toThrow('Leave the package out of the bundle')
})
