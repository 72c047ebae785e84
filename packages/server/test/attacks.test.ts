import { afterAll, beforeAll, expect, test } from 'vitest'
import { publicUrl, type Running, startTenantry } from './start-tenantry.ts'

let running: Running
beforeAll(async () => {
  running = await startTenantry('pglite')
})
afterAll(async () => {
  expect(running.faults).toEqual([])
  await running.stop()
})

const token = 'A'.repeat(43)

/** How many of 30 guesses at a token are looked at, from addresses that differ with the turn. */
async function guessesFrom(address: (turn: string) => string): Promise<number> {
  const guess = new Request(`${publicUrl}/api/invitations/validate-token?token=${token}`)
  const turns = Array.from({ length: 30 }, (_, turn) => (turn + 4096).toString(16))
  const answers = await Promise.all(turns.map((turn) => running.tenantry.fetch(guess, { ip: address(turn) })))
  return answers.filter(({ status }) => status !== 429).length
}

test.each<readonly [string, (turn: string) => string]>([
  ['every address of one IPv6 network', (turn) => `2001:db8:0:1::${turn}`],
  ['every port of one address', (turn) => `192.0.2.2:${Number.parseInt(turn, 16)}`],
  ['both spellings of one IPv4 address', (turn) => (turn.endsWith('0') ? '192.0.2.3' : '::ffff:c000:203')],
])('counts %s for one client', async (_, address) => {
  expect(await guessesFrom(address)).toBe(20)
})

test('counts each IPv6 network alone', async () => {
  expect(await guessesFrom((turn) => `2001:db8:1:${turn}::1`)).toBe(30)
})
