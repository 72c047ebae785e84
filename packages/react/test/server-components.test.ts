import { execFile } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { QueryClient } from '@tanstack/react-query'
import { importOnServer, isClientReference } from '@tenantry/testing/bundle'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as all from '../src/index.ts'
import { everything } from './everything.ts'
import { acme, ann } from './people.ts'
import { createWorld } from './world.tsx'

const folder = join(import.meta.dirname, '..')
const tsup = join(folder, '../../node_modules/.bin/tsup')
let built = ''

beforeAll(async () => {
  built = await mkdtemp(join(tmpdir(), 'tenantry-react-'))
  await promisify(execFile)(tsup, ['--silent', '--no-dts', '--out-dir', built], { cwd: folder })
})
afterAll(() => rm(built, { recursive: true }))

test('every built file that uses React says that it runs in the browser', () => {
  const files = globSync('**/*.js', { cwd: built })
  const silent = files.filter((file) => !readFileSync(join(built, file), 'utf8').startsWith('"use client";'))
  const using = silent.filter((file) => /from "react"/.test(readFileSync(join(built, file), 'utf8')))
  expect(silent).toContain('index.js')
  expect(files.length).toBeGreaterThan(silent.length * 5)
  expect(using).toEqual([])
})

test('a server component has components and hooks by name, and may call all else', async () => {
  const door = await importOnServer(join(built, 'index.js'), folder)
  const called = Object.keys(door).filter((name) => !isClientReference(door[name]))
  expect(Object.keys(door).toSorted()).toEqual(Object.keys(all).toSorted())
  expect(called.toSorted()).toEqual(
    Object.keys(all)
      .filter((name) => name.endsWith('Query') || name === 'tenantryKeys')
      .toSorted(),
  )
})

test('a server component asks ahead', async () => {
  const { membersQuery } = (await importOnServer(join(built, 'index.js'), folder)) as unknown as typeof all
  const { client } = createWorld(ann, everything())
  const { members } = await new QueryClient().fetchQuery(membersQuery(client, acme.id))
  expect(members).toHaveLength(3)
})
