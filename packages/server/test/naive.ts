import type { RunSql } from '@tenantry/core/provider'
import type { Gate } from './gate.ts'

/** Plain tables: no index, no constraint, no trigger, no policy that would save anybody. */
export const naiveTables = `
  CREATE SCHEMA naive;
  CREATE TABLE naive.invitations (round integer, status text);
  CREATE TABLE naive.organizations (round integer, slug text);
  CREATE TABLE naive.memberships (round integer, person integer, place integer, is_default boolean);
  CREATE TABLE naive.answers (round integer, key text)`

/** One contender of a round, inside a transaction of its own. */
export interface Try {
  readonly round: number
  readonly index: number
  readonly run: RunSql
  readonly meeting: Gate
}

export interface Naive {
  /** Rows that a round starts from. */
  readonly seed?: string
  /** Checks, meets the others, and acts on what it saw. Answers whether it believes to have succeeded. */
  attempt(contender: Try): Promise<boolean>
  /** What only one may have; a round with another count is broken. */
  readonly onlyOne: 'success' | 'default'
}

async function saw({ run, round }: Try, query: string): Promise<boolean> {
  return (await run(query, [round])).rows.length > 0
}

const join = ({ run, round, index }: Try, isDefault: boolean) =>
  run('INSERT INTO naive.memberships VALUES ($1, 1, $2, $3)', [round, index, isDefault])

export type NaiveAct = keyof typeof naive

/** The obvious way to write each act: look, then write. Correct for anybody who is alone. */
export const naive = {
  'accept an invitation': {
    seed: `INSERT INTO naive.invitations VALUES ($1, 'pending')`,
    async attempt(contender) {
      const { run, round, meeting } = contender
      const pending = await saw(contender, `SELECT FROM naive.invitations WHERE round = $1 AND status = 'pending'`)
      await meeting.arrive()
      if (!pending) return false
      await run(`UPDATE naive.invitations SET status = 'accepted' WHERE round = $1`, [round])
      await join(contender, true)
      return true
    },
    onlyOne: 'success',
  },
  'answer an invitation': {
    seed: `INSERT INTO naive.invitations VALUES ($1, 'pending')`,
    async attempt(contender) {
      const { run, round, index, meeting } = contender
      const pending = await saw(contender, `SELECT FROM naive.invitations WHERE round = $1 AND status = 'pending'`)
      await meeting.arrive()
      if (!pending) return false
      const status = index % 2 ? 'accepted' : 'declined'
      await run(`UPDATE naive.invitations SET status = $2 WHERE round = $1`, [round, status])
      if (status === 'accepted') await join(contender, true)
      return true
    },
    onlyOne: 'success',
  },
  'take a slug': {
    async attempt(contender) {
      const { run, round, meeting } = contender
      const taken = await saw(contender, `SELECT FROM naive.organizations WHERE round = $1 AND slug = 'wanted'`)
      await meeting.arrive()
      if (taken) return false
      await run(`INSERT INTO naive.organizations VALUES ($1, 'wanted')`, [round])
      return true
    },
    onlyOne: 'success',
  },
  'choose the first default': {
    async attempt(contender) {
      const member = await saw(contender, 'SELECT FROM naive.memberships WHERE round = $1')
      await contender.meeting.arrive()
      await join(contender, !member)
      return true
    },
    onlyOne: 'default',
  },
  'switch the default': {
    seed: 'INSERT INTO naive.memberships SELECT $1, 1, place, place = 9 FROM generate_series(0, 9) AS place',
    async attempt({ run, round, index, meeting }) {
      const current = 'SELECT place FROM naive.memberships WHERE round = $1 AND is_default'
      const places = (await run(current, [round])).rows.map((row) => (row as { place: number }).place)
      await meeting.arrive()
      const change = 'UPDATE naive.memberships SET is_default = $3 WHERE round = $1 AND place = ANY ($2)'
      await run(change, [round, places, false])
      await run(change, [round, [index], true])
      return true
    },
    onlyOne: 'default',
  },
  'take the last seat': {
    async attempt(contender) {
      const full = await saw(contender, 'SELECT FROM naive.memberships WHERE round = $1')
      await contender.meeting.arrive()
      if (full) return false
      await join(contender, true)
      return true
    },
    onlyOne: 'success',
  },
  'leave one admin': {
    seed: 'INSERT INTO naive.memberships SELECT $1, person, 1, true FROM generate_series(0, 1) AS person',
    async attempt({ run, round, index, meeting }) {
      const admins = (await run('SELECT FROM naive.memberships WHERE round = $1', [round])).rows.length
      await meeting.arrive()
      if (admins < 2) return false
      await run('DELETE FROM naive.memberships WHERE round = $1 AND person = $2', [round, index])
      return true
    },
    onlyOne: 'success',
  },
  'delete what somebody joins': {
    seed: `INSERT INTO naive.organizations VALUES ($1, 'there')`,
    async attempt(contender) {
      const { run, round, index, meeting } = contender
      const there = await saw(contender, 'SELECT FROM naive.organizations WHERE round = $1')
      await meeting.arrive()
      if (!there) return false
      // One of them deletes it with its members, the others join it.
      if (index > 0) await join(contender, false)
      else
        for (const table of ['memberships', 'organizations'])
          await run(`DELETE FROM naive.${table} WHERE round = $1`, [round])
      return true
    },
    onlyOne: 'success',
  },
  'invite an address': {
    async attempt(contender) {
      const { run, round, meeting } = contender
      const waiting = await saw(contender, `SELECT FROM naive.invitations WHERE round = $1 AND status = 'pending'`)
      await meeting.arrive()
      if (waiting) return false
      await run(`INSERT INTO naive.invitations VALUES ($1, 'pending')`, [round])
      return true
    },
    onlyOne: 'success',
  },
  'answer once': {
    async attempt(contender) {
      const { run, round, meeting } = contender
      const answered = await saw(contender, `SELECT FROM naive.answers WHERE round = $1 AND key = 'the key'`)
      await meeting.arrive()
      if (answered) return false
      await run(`INSERT INTO naive.answers VALUES ($1, 'the key')`, [round])
      await join(contender, true)
      return true
    },
    onlyOne: 'success',
  },
} as const satisfies Readonly<Record<string, Naive>>
