import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import type { Limiter } from '../../src/limits/limiter.ts'
import { memoryLimiter } from '../../src/limits/memory.ts'
import { redisLimiter } from '../../src/limits/redis.ts'
import { fresh, refusal } from '../staff.ts'
import { type Engine, engines, foundOrganization, invite, type Running, startTenantry } from '../start-tenantry.ts'

const redisUrl = inject('redisUrl')
const inRedis = () => redisLimiter({ url: redisUrl ?? '', prefix: `test:${randomUUID()}` })
const MINUTE = 60_000
const DAY_SECONDS = 86_400

const kits: [engine: Engine, limiter: string, make: () => Limiter][] = [
  ...engines.map((engine) => [engine, 'in memory', memoryLimiter] satisfies (typeof kits)[number]),
  ...(redisUrl === null ? [] : [['postgres', 'in Redis', inRedis] satisfies (typeof kits)[number]]),
]

const limits = { perRecipient: 2, perInviter: 4, perOrganization: 6 }

describe.each(kits)('the limits of invitations, on %s, counted %s', (engine, _, makeLimiter) => {
  let running: Running
  beforeAll(async () => {
    running = await startTenantry(engine, { invitationLimits: limits, limiter: makeLimiter() })
  })
  afterAll(async () => {
    expect(running.faults).toEqual([])
    await running.stop()
  })

  async function organization() {
    const admin = { email: `${fresh('admin')}@example.com` }
    return { admin, organizationId: await foundOrganization(running, admin, fresh('limited')) }
  }
  type Organization = Awaited<ReturnType<typeof organization>>
  async function inviteAll({ admin, organizationId }: Organization, emails: readonly string[]) {
    const invitations = emails.map((email) => ({ email, role: 'employee' }))
    const { results } = await running
      .as(admin)
      .invitations.create({ params: { organizationId }, body: { invitations } })
    return results.map(({ code }) => code ?? 'invited')
  }
  const some = (count: number) => Array.from({ length: count }, () => `${fresh('somebody')}@example.org`)
  const one = () => `${fresh('somebody')}@example.org`
  const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value)
  const invitationsTo = async (email: string) =>
    (await running.rows(`SELECT FROM invitations WHERE email = '${email}'`)).length

  test('hold for one person in all organizations, and let through those who still fit', async () => {
    const first = await organization()
    expect(await inviteAll(first, some(3))).toEqual(times(3, 'invited'))
    const second = { ...first, organizationId: await foundOrganization(running, first.admin, fresh('limited')) }
    expect(await inviteAll(second, some(3))).toEqual(['invited', 'RATE_LIMITED', 'RATE_LIMITED'])
    expect(await inviteAll(await organization(), some(1))).toEqual(['invited'])
  })

  test('hold for one organization, whoever invites', async () => {
    const first = await organization()
    const colleague = { email: `${fresh('colleague')}@example.com` }
    const body = { invitation_id: await invite(running, first.admin, first.organizationId, colleague.email, 'admin') }
    await running.as(colleague).invitations.accept({ body })
    expect(await inviteAll(first, some(3))).toEqual(times(3, 'invited'))
    expect(await inviteAll({ ...first, admin: colleague }, some(3))).toEqual(['invited', 'invited', 'RATE_LIMITED'])
    expect(await inviteAll(await organization(), some(2))).toEqual(['invited', 'invited'])
  })

  test('hold for one address in all organizations, and tell it like any other limit', async () => {
    const [wanted, other] = [one(), one()]
    expect(await inviteAll(await organization(), [wanted])).toEqual(['invited'])
    expect(await inviteAll(await organization(), [wanted])).toEqual(['invited'])
    const last = await organization()
    const invitations = [wanted, other].map((email) => ({ email, role: 'employee' }))
    const params = { organizationId: last.organizationId }
    const { results } = await running.as(last.admin).invitations.create({ params, body: { invitations } })
    expect(results[0]).toEqual({ email: wanted, status: 'skipped', code: 'RATE_LIMITED' })
    expect(results[1]).toMatchObject({ email: other, status: 'invited' })
    expect(await invitationsTo(wanted)).toBe(2)
  })

  test('count what is sent again, whose refusal is the same for each limit', async () => {
    const sender = await organization()
    const { organizationId } = sender
    const send = async () => ({
      organizationId,
      invitationId: await invite(running, sender.admin, organizationId, one()),
    })
    const resend = (params: Awaited<ReturnType<typeof send>>) => running.as(sender.admin).invitations.resend({ params })
    const first = await send()
    running.advance(MINUTE)
    await resend(first)
    running.advance(MINUTE)
    const byRecipient = await refusal(resend(first))
    const second = await send()
    expect(await inviteAll(sender, some(2))).toEqual(['invited', 'RATE_LIMITED'])
    running.advance(MINUTE)
    const byInviter = await refusal(resend(second))
    for (const { status, code, retryAfter, details } of [byRecipient, byInviter])
      expect({ status, code, retryAfter, details }).toEqual({
        status: 429,
        code: 'RATE_LIMITED',
        retryAfter: DAY_SECONDS,
        details: undefined,
      })
  })

  test('give the last point to exactly one of many at once', async () => {
    const wanted = one()
    await inviteAll(await organization(), [wanted])
    const rivals = await Promise.all(times(8, null).map(organization))
    const outcomes = (await Promise.all(rivals.map((rival) => inviteAll(rival, [wanted])))).flat()
    expect(outcomes.toSorted()).toEqual([...times(7, 'RATE_LIMITED'), 'invited'])
    expect(await invitationsTo(wanted)).toBe(2)
  })

  test('cost nothing for whom another limit, or another reason, holds back', async () => {
    const [wanted, late] = [one(), one()]
    for (const busy of [await organization(), await organization()]) await inviteAll(busy, [wanted])
    const sender = await organization()
    expect(await inviteAll(sender, [wanted, 'nobody', sender.admin.email])).toEqual([
      'RATE_LIMITED',
      'VALIDATION_FAILED',
      'MEMBERSHIP_EXISTS',
    ])
    expect(await inviteAll(sender, [wanted, ...some(4)])).toEqual(['RATE_LIMITED', ...times(4, 'invited')])
    expect(await inviteAll(sender, [late])).toEqual(['RATE_LIMITED'])
    for (const free of [await organization(), await organization()])
      expect(await inviteAll(free, [late])).toEqual(['invited'])
  })

  test('cost nothing when the invitation does not come about', async () => {
    const sender = await organization()
    const wanted = one()
    // Nothing can be written down any more: the transaction fails after everything else is done.
    await running.rows('ALTER TABLE audit_events ADD CONSTRAINT closed CHECK (false) NOT VALID')
    for (let attempt = 0; attempt < 3; attempt++)
      await expect(inviteAll(sender, [wanted])).rejects.toMatchObject({ status: 409 })
    await running.rows('ALTER TABLE audit_events DROP CONSTRAINT closed')
    expect(await invitationsTo(wanted)).toBe(0)
    for (const free of [sender, await organization()]) expect(await inviteAll(free, [wanted])).toEqual(['invited'])
  })

  test('count once what is repeated with the same key', async () => {
    const { admin, organizationId } = await organization()
    const wanted = one()
    const request = {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await running.token(admin)}`,
        'content-type': 'application/json',
        'idempotency-key': 'the-same',
      },
      body: JSON.stringify({ invitations: [{ email: wanted, role: 'employee' }] }),
    }
    const answers = new Set<string>()
    for (let attempt = 0; attempt < 3; attempt++) {
      const response = await running.send(`/api/organizations/${organizationId}/invitations`, request)
      answers.add(`${response.status} ${await response.text()}`)
    }
    expect(answers.size).toBe(1)
    expect(await inviteAll(await organization(), [wanted])).toEqual(['invited'])
    expect(await inviteAll(await organization(), [wanted])).toEqual(['RATE_LIMITED'])
  })
})
