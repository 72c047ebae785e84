import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { SpecDocument } from './document.ts'

const root = join(import.meta.dirname, '../../../..')

/** Reads a provider's official OpenAPI file; null, and a line that says so, where the specifications are not at hand. */
export function loadSpec(name: string): SpecDocument | null {
  const folders = [process.env.TENANTRY_SHARED, join(root, '../shared')].filter((folder) => folder !== undefined)
  const path = folders.map((folder) => join(folder, 'specs', name)).find((file) => existsSync(file))
  if (path) return parse(readFileSync(path, 'utf8'))
  console.info(`Not checked against ${name}: it is neither in ../shared/specs nor where TENANTRY_SHARED says`)
  return null
}
