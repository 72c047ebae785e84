import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { engines } from '../start-tenantry.ts'
import { notObjects } from './not-objects.ts'
import { type Answered, type Attack, expectRefusal, leavesNoTrace, type Shot, shoot, startAttack } from './requests.ts'

const utf8 = new TextEncoder()

/** What says of itself that it is not JSON in UTF-8. */
const wrongTypes = [
  '',
  'text/plain',
  'text/json',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/json; charset=iso-8859-1',
  'application/json; charset=utf-16',
  'application/json; charset=utf-8; charset=latin1',
  'application/json; profile=x',
  'application/problem+json',
  'application/jsonp',
  'application/json, text/plain',
  'application/octet-stream',
  '*/*',
]

/** What is another way to write the type that is right. */
const rightTypes = [
  'application/json',
  'APPLICATION/JSON',
  'application/json; charset=utf-8',
  'application/json;charset="UTF-8"',
  'application/json ;',
]

const MEGABYTE = 1024 * 1024
const LIMIT = 64 * 1024

function streamOf(size: number): ReadableStream<Uint8Array> {
  const chunk = utf8.encode(' '.repeat(8192))
  let left = size
  return new ReadableStream({
    pull(controller) {
      if (left <= 0) return controller.close()
      controller.enqueue(chunk)
      left -= chunk.length
    },
  })
}

/** What is too large, whatever it says of its length. */
const tooLarge: Readonly<Record<string, () => Pick<Shot, 'body' | 'headers'>>> = {
  'a megabyte': () => ({ body: ' '.repeat(MEGABYTE) }),
  'a megabyte that says so': () => ({ body: ' '.repeat(MEGABYTE), headers: { 'content-length': String(MEGABYTE) } }),
  'a megabyte of unknown length': () => ({ body: streamOf(MEGABYTE) }),
  'a megabyte that says it is small': () => ({ body: streamOf(MEGABYTE), headers: { 'content-length': '10' } }),
  'a byte too many': () => ({ body: `{}${' '.repeat(LIMIT - 1)}` }),
  'one long value': () => ({ body: JSON.stringify({ name: 'x'.repeat(LIMIT) }) }),
}

const keys = [
  'extra',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '',
  'organization_id',
  'user_id',
  'Name',
  'name ',
]

describe.each(engines)('bodies nobody should send, on %s', (engine) => {
  let attack: Attack
  beforeAll(async () => {
    attack = await startAttack(engine)
  })
  afterAll(() => attack.running.stop())

  /** Sends to every endpoint, and hands each answer over. */
  async function toEach(
    shot: (body: Readonly<Record<string, unknown>>) => Shot,
    check: (answer: Answered, path: string) => void,
  ) {
    for (const { path, as, body } of attack.endpoints) check(await shoot(attack, path, { as, ...shot(body) }), path)
  }

  test.each(Object.entries(notObjects))('refuses %s', async (what, body) => {
    await leavesNoTrace(attack, () =>
      toEach(
        () => ({ body }),
        (answer, path) => expectRefusal(answer, 400, 'VALIDATION_FAILED', `${what} to ${path}`),
      ),
    )
  })

  test.each(wrongTypes)('refuses the content type "%s"', async (type) => {
    await leavesNoTrace(attack, () =>
      toEach(
        (body) => ({ body: JSON.stringify(body), headers: { 'content-type': type } }),
        (answer, path) => expectRefusal(answer, 415, 'UNSUPPORTED_MEDIA_TYPE', `${type} to ${path}`),
      ),
    )
  })

  test.each(rightTypes)('reads the content type "%s"', async (type) => {
    const headers = { 'content-type': type }
    await leavesNoTrace(attack, () =>
      toEach(
        () => ({ body: '[]', headers }),
        (answer, path) => expectRefusal(answer, 400, 'VALIDATION_FAILED', path),
      ),
    )
  })

  test.each(Object.entries(tooLarge))('refuses %s', async (what, shot) => {
    await leavesNoTrace(attack, () =>
      toEach(shot, (answer, path) => expectRefusal(answer, 413, 'PAYLOAD_TOO_LARGE', `${what} to ${path}`)),
    )
  })

  test('reads a body up to the last allowed byte', async () => {
    const body = `{}${' '.repeat(LIMIT - 2)}`
    await leavesNoTrace(attack, () =>
      toEach(
        () => ({ body }),
        (answer, path) => expectRefusal(answer, 400, 'VALIDATION_FAILED', path),
      ),
    )
  })

  test.each(keys)('refuses the unknown key "%s"', async (key) => {
    await leavesNoTrace(attack, () =>
      toEach(
        (body) => ({ body: JSON.stringify(body).replace(/\}$/, `,${JSON.stringify(key)}:{"polluted":true}}`) }),
        (answer, path) => {
          expectRefusal(answer, 400, 'VALIDATION_FAILED', `${key} to ${path}`)
          expect(JSON.parse(answer.text).details.issues).toEqual([{ path: [key], message: 'Unknown field.' }])
        },
      ),
    )
  })

  test('refuses unknown keys deeper down', async () => {
    const path = `/api/organizations/${attack.organizationId}/invitations`
    await leavesNoTrace(attack, async () => {
      for (const key of keys) {
        const body = `{"invitations":[{"email":"x@example.com","role":"employee",${JSON.stringify(key)}:1}]}`
        const answer = await shoot(attack, path, { as: { sub: 'ada', email: 'ada@example.com' }, body })
        expectRefusal(answer, 400, 'VALIDATION_FAILED', key)
      }
    })
  })

  test('refuses a key that comes twice only when its last value is wrong, as JSON says', async () => {
    const body = '{"invitation_id":"not one","invitation_id":7}'
    const answer = await shoot(attack, '/api/invitations/accept', {
      as: { sub: 'ada', email: 'ada@example.com' },
      body,
    })
    expectRefusal(answer, 400, 'VALIDATION_FAILED', 'twice')
  })
})
