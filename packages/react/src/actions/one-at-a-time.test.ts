import { expect, test } from 'vitest'
import { createGatekeeper } from './one-at-a-time.ts'

test('drops what comes while the same act is under way, and lets others pass', async () => {
  const oneAtATime = createGatekeeper()
  const { promise, resolve } = Promise.withResolvers<string>()
  const first = oneAtATime('save', () => promise)
  expect(await oneAtATime('save', async () => 'second')).toBeUndefined()
  expect(await oneAtATime('send', async () => 'other')).toBe('other')
  resolve('first')
  expect(await first).toBe('first')
  expect(await oneAtATime('save', async () => 'third')).toBe('third')
})

test('lets the next act through after a failure', async () => {
  const oneAtATime = createGatekeeper()
  await expect(oneAtATime('save', () => Promise.reject(new Error('Made up')))).rejects.toThrow('Made up')
  expect(await oneAtATime('save', async () => 'next')).toBe('next')
})
