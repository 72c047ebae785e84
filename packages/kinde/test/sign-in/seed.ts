import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** One line of the requirements, and what proves it. */
export type Row = readonly [line: string, proof: () => Promise<unknown> | unknown]

const root = join(import.meta.dirname, '../../../..')
const shared = process.env.TENANTRY_SHARED ?? join(root, '../shared')
const path = join(shared, 'seeds/001_7518e32152bf969b.txt')

/** The lines that are not in the requirements as they are quoted; null where those are not at hand. */
export function misquoted(rows: readonly Row[]): readonly string[] | null {
  if (!existsSync(path)) {
    console.log(`The quotes are not compared: there is no ${path}.`)
    return null
  }
  const text = readFileSync(path, 'utf8').replaceAll(/\s+/g, ' ')
  return rows.map(([line]) => line).filter((line) => !text.includes(line))
}
