import { expect, inject, test } from 'vitest'

test.skipIf(inject('redisUrl') === null)('names a Redis', () => {
  expect(inject('redisUrl')).toMatch(/^rediss?:\/\//)
})
