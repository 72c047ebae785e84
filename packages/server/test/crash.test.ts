import { expect, onTestFinished, test } from 'vitest'
import { violations } from './invariants.ts'
import { newPlace } from './places.ts'
import type { Served } from './serve-process.ts'
import { engines } from './start-tenantry.ts'
import { attempt, type Write, writeUntilKilled } from './write-stream.ts'

const KILLS = 10

// Another moment each time: after a few answers, or after many.
const enough = (round: number) => 8 + ((round * 13) % 40)

// Organizations with everything that belongs to them, and the answer that was kept.
const whole = `
  SELECT o.slug FROM organizations o
  JOIN user_organizations m ON m.organization_id = o.id AND m.user_id = o.created_by AND m.is_default AND m.role = 'admin'
  JOIN organization_settings s ON s.organization_id = o.id
  JOIN idempotency_keys k ON k.scope = o.created_by::text
  JOIN audit_events a ON a.organization_id = o.id
  ORDER BY o.slug`

/** Sends everything again; whatever was answered once must be answered just so. */
async function repeat({ url }: Served, writes: readonly Write[]): Promise<void> {
  await Promise.all(
    writes.map(async (write) => {
      const answer = await attempt(url, write)
      expect(answer).toBe(write.acknowledged ?? answer)
      write.acknowledged = answer
    }),
  )
}

test.each(engines)(
  `killed ${KILLS} times while writing to %s, it keeps what it answered, once and whole`,
  { timeout: 300_000 },
  async (engine) => {
    const place = await newPlace(engine)
    onTestFinished(place.remove)
    const writes: Write[] = []
    let served = await place.serve()
    for (let round = 1; round <= KILLS; round++) {
      const written = await writeUntilKilled(served, enough(round))
      const acknowledged = written.filter((write) => write.acknowledged !== null).length
      expect(acknowledged).toBeGreaterThanOrEqual(enough(round))
      expect(acknowledged).toBeLessThan(written.length)
      served = await place.serve()
      await repeat(served, written)
      writes.push(...written)
    }

    await repeat(served, writes)
    expect(await served.end('SIGTERM')).toBe(0)
    const slugs = writes.map(({ slug }) => slug).sort()
    await place.inspect(async ({ runSql }) => {
      expect((await runSql(whole, [])).rows).toEqual(slugs.map((slug) => ({ slug })))
      expect((await runSql('SELECT slug FROM organizations', [])).rows).toHaveLength(slugs.length)
      expect((await runSql(violations, [])).rows).toEqual([])
    })
  },
)
