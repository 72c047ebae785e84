import { afterAll, beforeAll, describe, expect, test } from 'vitest'

/** One line of a seed, and what shows that it holds. */
export interface Row<World> {
  readonly line: string
  readonly prove: (world: World) => Promise<unknown>
}

interface Section<World> {
  readonly name: string
  readonly rows: readonly Row<World>[]
}

/** Names the rows of one section. */
export function nameSection<World>(
  name: string,
  rows: readonly (readonly [text: string, prove: Row<World>['prove']])[],
): Section<World> {
  return { name, rows: rows.map(([text, prove]) => ({ line: `${name} · ${text}`, prove })) }
}

/** A section with its count of rows: a row that goes missing is noticed. */
export type CountedSection<World> = readonly [section: Section<World>, rows: number]

interface Proving<World, Servers extends { stop(): Promise<void> }> {
  /** The seed and the engine, for the name of every test. */
  readonly title: string
  readonly sections: readonly CountedSection<World>[]
  /** Starts what all rows share. */
  readonly start: () => Promise<Servers>
  /** Makes a row its own world; what a row before left behind is not its failure. */
  readonly createWorld: (servers: Servers, number: number) => World
  /** What went wrong beside the row. */
  readonly faultsOf: (servers: Servers) => readonly unknown[]
}

/** Proves every row of a seed, one after another, on servers that they share. */
export function proveSections<World, Servers extends { stop(): Promise<void> }>(
  proving: Proving<World, Servers>,
): void {
  const { title, sections, start, createWorld, faultsOf } = proving
  let servers: Servers
  let number = 0

  beforeAll(async () => {
    servers = await start()
  })
  afterAll(() => servers.stop())

  for (const [{ name, rows }, expected] of sections) {
    describe(`${title}: ${name}`, () => {
      test(`has ${expected} rows`, () => {
        expect(rows).toHaveLength(expected)
        expect(new Set(rows.map(({ line }) => line)).size).toBe(expected)
      })
      // Not `test.each`, which cuts long names short.
      for (const { line, prove } of rows) {
        test(line, async () => {
          number += 1
          await prove(createWorld(servers, number))
          expect(faultsOf(servers)).toEqual([])
        })
      }
    })
  }
}
