import { PGlite } from '@electric-sql/pglite'
import type { RunSql } from '@tenantry/core/provider'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { pgliteSql } from '../database/owner-sql.ts'
import { type InlineJobsOptions, inlineJobs } from './inline.ts'
import type { JobHandlers } from './jobs.ts'

let client: PGlite
beforeAll(async () => {
  client = await PGlite.create()
})
afterAll(() => client.close())

const mail = { sealed: 'made up', invitationId: null }

function setUp(options: Partial<InlineJobsOptions> = {}) {
  const onError = vi.fn()
  const send = vi.fn<JobHandlers['send-mail']>(async () => {})
  const sweep = vi.fn<JobHandlers['sweep']>(async () => {})
  const jobs = inlineJobs({ runSql: pgliteSql(client), onError, pauses: [0, 0], ...options })
  return { jobs, onError, send, sweep, handlers: { 'send-mail': send, sweep } }
}

const inTransaction = (work: (runSql: RunSql) => Promise<void>) =>
  client.transaction((tx) => work((sql, parameters) => tx.query(sql, [...parameters])))

test('runs a job once after its transaction has committed', async () => {
  const { jobs, send, handlers } = setUp()
  await jobs.start(handlers)
  await inTransaction((runSql) => jobs.enqueue(runSql, 'send-mail', mail))
  expect(send).not.toHaveBeenCalled()
  jobs.nudge('send-mail')
  jobs.nudge('send-mail')
  await expect.poll(() => send).toHaveBeenCalledExactlyOnceWith(mail)
  await jobs.stop()
  expect(send).toHaveBeenCalledOnce()
})

test('never runs a job of a transaction that was rolled back', async () => {
  const { jobs, send, handlers } = setUp()
  await jobs.start(handlers)
  const request = inTransaction(async (runSql) => {
    await jobs.enqueue(runSql, 'send-mail', mail)
    throw new Error('made-up failure after the job was added')
  })
  await expect(request).rejects.toThrow('made-up failure')
  await inTransaction((runSql) => jobs.enqueue(runSql, 'send-mail', { ...mail, invitationId: 'next' }))
  jobs.nudge('send-mail')
  await expect.poll(() => send).toHaveBeenCalledExactlyOnceWith({ ...mail, invitationId: 'next' })
  await jobs.stop()
})

test('runs what was added before the start', async () => {
  const { jobs, send, handlers } = setUp()
  await inTransaction((runSql) => jobs.enqueue(runSql, 'send-mail', mail))
  await jobs.start(handlers)
  await expect.poll(() => send).toHaveBeenCalledOnce()
  await jobs.stop()
})

test('tries a failed job again, and gives up after the last pause', async () => {
  const { jobs, send, onError, handlers } = setUp()
  const failure = new Error('made-up failure')
  send.mockRejectedValue(failure)
  await jobs.start(handlers)
  await inTransaction((runSql) => jobs.enqueue(runSql, 'send-mail', mail))
  jobs.nudge('send-mail')
  await expect.poll(() => onError).toHaveBeenCalledTimes(3)
  await jobs.stop()
  expect(send).toHaveBeenCalledTimes(3)
  expect(onError).toHaveBeenLastCalledWith(failure, 'send-mail')
})

test('keeps what it could not ask the database about, and runs it with the next sweep', async () => {
  const runSql = vi.fn(pgliteSql(client))
  const { jobs, send, onError, handlers } = setUp({ runSql, sweepEvery: 20 })
  await inTransaction((runSql) => jobs.enqueue(runSql, 'send-mail', mail))
  await inTransaction((runSql) => jobs.enqueue(runSql, 'send-mail', { ...mail, invitationId: 'second' }))
  runSql.mockRejectedValueOnce(new Error('made-up outage'))
  await jobs.start(handlers)
  await expect.poll(() => send).toHaveBeenCalledTimes(2)
  await jobs.stop()
  expect(onError).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ message: 'made-up outage' }), null)
  expect(send.mock.calls.map(([{ invitationId }]) => invitationId)).toEqual([null, 'second'])
})

test('does not wait for a pause when it stops', async () => {
  const { jobs, send, handlers } = setUp({ pauses: [3_600_000] })
  send.mockRejectedValue(new Error('made-up failure'))
  await jobs.start(handlers)
  await inTransaction((runSql) => jobs.enqueue(runSql, 'send-mail', mail))
  jobs.nudge('send-mail')
  await expect.poll(() => send).toHaveBeenCalled()
  await jobs.stop()
  expect(send).toHaveBeenCalledOnce()
})

test('sweeps again and again until it stops', async () => {
  const { jobs, sweep, handlers } = setUp({ sweepEvery: 5 })
  await jobs.start(handlers)
  await expect.poll(() => sweep.mock.calls.length).toBeGreaterThan(2)
  await jobs.stop()
})
