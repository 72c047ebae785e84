import { readdirSync, readFileSync } from 'node:fs'
import type { Migration } from './database.ts'

// The same distance from `src/database/` in the sources and from `dist/` in the package would be luck: walk up instead.
function folder(from: URL): URL {
  const here = new URL('./migrations/', from)
  if (existsAt(here)) return here
  const above = new URL('../', from)
  if (above.href === from.href) throw new Error('The folder `migrations` of @tenantry/server is missing.')
  return folder(above)
}

function existsAt(url: URL): boolean {
  try {
    return readdirSync(url).some((name) => name.endsWith('_tables.sql'))
  } catch {
    return false
  }
}

/** Reads the numbered migrations that ship with this package. */
export function migrationFiles(): readonly Migration[] {
  const url = folder(new URL(import.meta.url))
  return readdirSync(url)
    .filter((name) => name.endsWith('.sql'))
    .toSorted()
    .map((name) => ({ name, sql: readFileSync(new URL(name, url), 'utf8') }))
}
