import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { count } from '../seed-003/proofs.ts'
import { engines } from '../start-tenantry.ts'
import { type Attack, ada, expectRefusal, leavesNoTrace, shoot, startAttack } from './requests.ts'

const bob = { sub: 'bob', email: 'bob@example.com' }

/** Keys that are none. */
const wrong: Readonly<Record<string, string>> = {
  'two quotes with nothing between': '""',
  'a space': 'a b',
  'a quoted space': '"a b"',
  'a tab': 'a\tb',
  'a letter beyond ASCII': 'schlüssel',
  'a control character': 'a\u0001b',
  DEL: 'a\u007fb',
  'one character too many': 'k'.repeat(256),
  'one character too many in quotes': `"${'k'.repeat(256)}"`,
  'thousands of characters': 'k'.repeat(10_000),
  'two keys': 'one, two',
}

describe.each(engines)('the Idempotency-Key, on %s', (engine) => {
  let attack: Attack
  let turn = 0
  beforeAll(async () => {
    attack = await startAttack(engine)
  })
  afterAll(() => attack.running.stop())

  const slug = () => `keyed-${++turn}`
  const found = (key: string, body: object, as = ada, path = '/api/organizations') =>
    shoot(attack, path, { as, body: JSON.stringify(body), headers: { 'idempotency-key': key } })
  const foundedBy = (email: string) =>
    count(attack.running, `organizations o JOIN users u ON u.id = o.created_by WHERE u.email = '${email}'`)

  test.each(Object.entries(wrong))('refuses %s', async (what, key) => {
    await leavesNoTrace(attack, async () => {
      for (const { path, as, body } of attack.endpoints) {
        const headers = { 'idempotency-key': key }
        const answer = await shoot(attack, path, { as, body: JSON.stringify(body), headers })
        expectRefusal(answer, 400, 'VALIDATION_FAILED', `${what} to ${path}`)
      }
    })
  })

  test('refuses an empty key', async () => {
    const { running } = attack
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${await running.token(ada)}` }
    const body = JSON.stringify({ name: 'Acme', slug: slug() })
    await leavesNoTrace(attack, async () => {
      const response = await running.send('/api/organizations', {
        method: 'POST',
        headers: { ...headers, 'idempotency-key': '' },
        body,
      })
      expect(response.status).toBe(400)
    })
  })

  test('takes a key of the greatest length', async () => {
    const body = { name: 'Acme', slug: slug() }
    const answers = [await found('k'.repeat(255), body), await found('k'.repeat(255), body)]
    expect(answers.map(({ status }) => status)).toEqual([201, 201])
  })

  test('answers the same for the same key and body, and does the work once', async () => {
    const before = await foundedBy(ada.email)
    const body = { name: 'Acme', slug: slug() }
    const first = await found('"same"', body)
    expect(first.status).toBe(201)
    await leavesNoTrace(attack, async () => {
      // With quotes or without: it is the same key.
      for (const key of ['"same"', 'same']) {
        const again = await found(key, body)
        expect([again.status, again.text]).toEqual([201, first.text])
      }
    })
    expect(await foundedBy(ada.email)).toBe(before + 1)
  })

  test('refuses the same key for another body', async () => {
    await found('other-body', { name: 'Acme', slug: slug() })
    await leavesNoTrace(attack, async () => {
      const answer = await found('other-body', { name: 'Acme', slug: slug() })
      expectRefusal(answer, 422, 'IDEMPOTENCY_KEY_REUSED', 'another body')
    })
  })

  test('keeps the keys of two people apart', async () => {
    const [mine, theirs] = [
      { name: 'Mine', slug: slug() },
      { name: 'Theirs', slug: slug() },
    ]
    const [first, second] = [await found('shared', mine), await found('shared', theirs, bob)]
    expect([first.status, second.status]).toEqual([201, 201])
    // Nor does the same body give away what the other one got.
    const answer = await found('shared', mine, { sub: 'eve', email: 'eve@example.com' })
    expectRefusal(answer, 409, 'ORGANIZATION_EXISTS', 'the body of somebody else')
  })

  test('keeps the keys of two endpoints apart', async () => {
    const body = { invitation_id: attack.invitationId }
    const declined = await found('two-places', body, ada, '/api/invitations/decline')
    expect(declined.status).toBe(200)
    expectRefusal(await found('two-places', body, ada, '/api/invitations/accept'), 404, 'INVITATION_USED', 'accept')
  })

  test('does the work of many at once only once', async () => {
    const before = await foundedBy(bob.email)
    const body = { name: 'Acme', slug: slug() }
    const answers = await Promise.all(Array.from({ length: 8 }, () => found('at-once', body, bob)))
    const texts = new Set(answers.filter(({ status }) => status === 201).map(({ text }) => text))
    expect(texts.size).toBe(1)
    const others = answers.filter(({ status }) => status !== 201)
    for (const answer of others) expectRefusal(answer, 409, 'IDEMPOTENCY_IN_PROGRESS', 'at once')
    expect(await foundedBy(bob.email)).toBe(before + 1)
  })

  test('keeps no refusal: who mends the request may use the key again', async () => {
    const taken = { name: 'Acme', slug: slug() }
    await found('first', taken)
    expectRefusal(await found('mended', taken, bob), 409, 'ORGANIZATION_EXISTS', 'taken')
    expect((await found('mended', { name: 'Acme', slug: slug() }, bob)).status).toBe(201)
  })

  test('keeps neither body nor password, only a fingerprint', async () => {
    const password = 'a passphrase that nobody may find'
    const body = { email: 'fingerprint@example.com', password }
    const headers = { 'idempotency-key': 'secret' }
    expect((await shoot(attack, '/api/auth/signup', { body: JSON.stringify(body), headers })).status).toBe(202)
    expect(await count(attack.running, `idempotency_keys k WHERE k::text LIKE '%passphrase%'`)).toBe(0)
  })

  test('forgets a key after a day', async () => {
    const first = { name: 'Acme', slug: slug() }
    await found('yesterday', first)
    attack.running.advance(86_400_000)
    expect((await found('yesterday', { name: 'Acme', slug: slug() })).status).toBe(201)
  })
})
