import { expect } from 'vitest'
import { changesNothing } from '../seed-003/proofs.ts'
import type { Running } from '../start-tenantry.ts'
import type { Observed, Row, World } from './world.ts'

/** Proves that an answer is this refusal. */
export function isRefused(answer: Observed, status: number, code: string): void {
  expect([answer.status, (answer.body as { code?: string } | null)?.code], answer.text).toEqual([status, code])
}

/** A sample that the rows about its fields share: made once per server, when the first of them asks. */
export function once<T>(make: (world: World) => Promise<T>): (world: World) => Promise<T> {
  const made = new WeakMap<Running, Promise<T>>()
  return (world) => {
    const known = made.get(world.running) ?? make(world)
    made.set(world.running, known)
    return known
  }
}

/** A sample of an answer, and the facts that its fields have to agree with. */
export interface Sample {
  readonly shown: Readonly<Record<string, unknown>>
}

/** One row for each field of an answer, in the order of the seed, and one that there are no others. */
export function fields<T extends Sample>(
  sample: (world: World) => Promise<T>,
  expected: Readonly<Record<string, (facts: T) => unknown>>,
): (readonly [string, Row['prove']])[] {
  const names = Object.keys(expected)
  const rows = Object.entries(expected).map(([name, value]) => {
    const prove: Row['prove'] = async (world) => {
      const facts = await sample(world)
      expect(facts.shown).toHaveProperty(name, value(facts))
    }
    return [`Response: "${name}"`, prove] as const
  })
  const exactly: Row['prove'] = async (world) => {
    expect(Object.keys((await sample(world)).shown).sort()).toEqual([...names].sort())
  }
  return [...rows, ['Response: these fields and no others', exactly] as const]
}

/** Lets every request's insert into a table fail during an act. */
export async function whileInsertsFail<T>(
  world: Pick<Running, 'rows'>,
  table: string,
  act: () => Promise<T>,
): Promise<T> {
  await world.rows(`CREATE FUNCTION public.break_down() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN
      -- that an account is nobody's
      IF to_jsonb(NEW) -> 'user_id' = 'null' THEN RETURN NEW; END IF;
      RAISE EXCEPTION 'words of the database' USING ERRCODE = '53100';
    END $$`)
  await world.rows(
    `CREATE TRIGGER break_down BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION public.break_down()`,
  )
  try {
    return await act()
  } finally {
    await world.rows(`DROP TRIGGER break_down ON ${table}`)
    await world.rows('DROP FUNCTION public.break_down()')
  }
}

/** Proves that nothing is left anywhere of a creation that failed, and gives its answer. */
export async function leavesNothing(world: ReturnType<World['elsewhere']>, act: () => ReturnType<World['send']>) {
  const { users } = world.remote.double
  const before = [...users.keys()]
  const answer = await changesNothing(world.running, act)
  expect([...users.keys()]).toEqual(before)
  return answer
}
