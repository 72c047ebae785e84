import { expect, test } from 'vitest'
import { addressesIn } from './addresses.ts'

test.each([
  ['', []],
  [' \n', []],
  ['ada@example.com', ['ada@example.com']],
  [
    'ada@example.com, ben@example.com;cleo@example.org\ndora@example.org',
    ['ada@example.com', 'ben@example.com', 'cleo@example.org', 'dora@example.org'],
  ],
  ['Ada Example <ada@example.com>, "Example, Ben" <ben@example.com>', ['ada@example.com', 'ben@example.com']],
  ['Ada <ada@example.com>\nben@example.com', ['ada@example.com', 'ben@example.com']],
  ['ada@example.com ada@EXAMPLE.com', ['ada@EXAMPLE.com']],
  ['not-an-address ada@example.com', ['not-an-address', 'ada@example.com']],
])('finds the addresses in %j', (text, addresses) => {
  expect(addressesIn(text)).toEqual(addresses)
})
