import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { SpecDocument } from './document.ts'

const root = join(import.meta.dirname, '../../../..')

/** Where a provider's official OpenAPI file is; null where the specifications are not at hand. */
export function specFile(name: string): string | null {
  const folders = [process.env.TENANTRY_SHARED, join(root, '../shared')].filter((folder) => folder !== undefined)
  return folders.map((folder) => join(folder, 'specs', name)).find((file) => existsSync(file)) ?? null
}

/** Reads a provider's official OpenAPI file; null, and a line that says so, where the specifications are not at hand. */
export function loadSpec(name: string): SpecDocument | null {
  const path = specFile(name)
  if (path) return parse(readFileSync(path, 'utf8'))
  console.info(`Not checked against ${name}: it is neither in ../shared/specs nor where TENANTRY_SHARED says`)
  return null
}
