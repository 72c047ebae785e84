import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Order } from '../../test/lock-holder.ts'
import { lockFolder } from './folder-lock.ts'

const ROUNDS = 20
const root = mkdtempSync(join(realpathSync(tmpdir()), 'tenantry-lock-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

let count = 0
function newFolder(name = `folder-${++count}`): string {
  const folder = join(root, name)
  mkdirSync(folder, { recursive: true })
  return folder
}

const started: ChildProcess[] = []
function start(): ChildProcess {
  const holder = fork(join(import.meta.dirname, '../../test/lock-holder.ts'), {
    execArgv: ['--conditions=@tenantry/source'],
  })
  started.push(holder)
  return holder
}
afterAll(() => {
  for (const holder of started) holder.kill('SIGKILL')
})

async function tell(holder: ChildProcess, order: Order): Promise<unknown> {
  holder.send(order)
  const [answer] = await once(holder, 'message')
  return answer
}

async function kill(holder: ChildProcess): Promise<void> {
  holder.kill('SIGKILL')
  await once(holder, 'exit')
}

describe.each(['lock', 'enter'] as const)('of processes that %s a folder', (take) => {
  let starters: readonly ChildProcess[]
  beforeAll(() => {
    starters = [start(), start(), start()]
  })

  test(`exactly one gets in beside what a killed one left, ${ROUNDS} times`, { timeout: 120_000 }, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const folder = newFolder()
      const killed = start()
      expect(await tell(killed, { take, folder })).toBe('holds it')
      await kill(killed)
      // What a killed one leaves behind is what makes this round one.
      expect(readdirSync(folder)).toHaveLength(1)
      const answers = await Promise.all(starters.map((starter) => tell(starter, { take, folder })))
      expect(answers.toSorted()).toEqual(['holds it', 'refused', 'refused'])
      expect(readdirSync(folder)).toHaveLength(1)
      await Promise.all(starters.map((starter) => tell(starter, { folder })))
      expect(readdirSync(folder)).toEqual([])
    }
  })
})

test('refuses in words while it is held, and no longer', async () => {
  const folder = newFolder()
  const unlock = await lockFolder(folder)
  await expect(lockFolder(folder)).rejects.toThrow(`The database folder ${folder} is in use by another process.`)
  await unlock()
  await (await lockFolder(folder))()
})

test('knows a folder by any of its names', async () => {
  const folder = newFolder()
  const other = join(root, 'other-name')
  symlinkSync(folder, other)
  const unlock = await lockFolder(folder)
  await expect(lockFolder(other)).rejects.toThrow('in use')
  await unlock()
})

test('locks a folder whose path is longer than the name of a socket may be', async () => {
  const folder = newFolder(join('long'.repeat(20), 'path'.repeat(20)))
  const unlock = await lockFolder(folder)
  await expect(lockFolder(folder)).rejects.toThrow('in use')
  await unlock()
  expect(readdirSync(folder)).toEqual([])
})
