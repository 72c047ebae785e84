import { readdirSync, readFileSync } from 'node:fs'
import type { Migration } from './database.ts'

const PACKAGE = '@tenantry/server'

/**
 * Reads the numbered migrations that ship with this package.
 * @throws Error in words when this code runs outside of its package.
 */
export function migrationFiles(from = new URL(import.meta.url)): readonly Migration[] {
  const url = new URL('./migrations/', packageFolder(from))
  return readdirSync(url)
    .filter((name) => name.endsWith('.sql'))
    .toSorted()
    .map((name) => ({ name, sql: readFileSync(new URL(name, url), 'utf8') }))
}

// A host may have bundled this code, and then it runs from elsewhere: walk up, and only to our own package.json. A host's
// `migrations/` further up is none of our business.
function packageFolder(from: URL): URL {
  const here = new URL('./', from)
  if (nameIn(here) === PACKAGE) return here
  const above = new URL('../', here)
  if (above.href !== here.href) return packageFolder(above)
  throw new Error(
    `The migrations of ${PACKAGE} are not beside its code. Leave the package out of the bundle (mark it as external).`,
  )
}

function nameIn(folder: URL): unknown {
  try {
    return JSON.parse(readFileSync(new URL('./package.json', folder), 'utf8')).name
  } catch {
    return null
  }
}
