import { randomBytes, randomUUID } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The secret of an installation that was given none: made once, kept beside the embedded database, readable by its owner. */
export function secretFromFile(folder: string): string {
  const path = join(folder, 'secret')
  return read(path) ?? make(folder, path)
}

function make(folder: string, path: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const draft = join(folder, `secret.${randomUUID()}`)
  writeFileSync(draft, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 })
  try {
    // A link appears whole and never replaces another: of processes that start together, all read what the first one wrote.
    linkSync(draft, path)
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
  } finally {
    rmSync(draft)
  }
  return readFileSync(path, 'utf8').trim()
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error
    return null
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : null
}
