import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where each test file writes down how many answers it checked. */
    conformanceFolder: string
  }
}

let folder = ''

/** Makes the folder in which the test files leave their counts. */
export async function setup(project: TestProject): Promise<void> {
  folder = await mkdtemp(join(tmpdir(), 'tenantry-conformance-'))
  project.provide('conformanceFolder', folder)
}

/** Prints how many answers of the whole run were checked against OpenAPI. */
export async function teardown(): Promise<void> {
  const text = await readFile(join(folder, 'checked'), 'utf8').catch(() => '')
  const counts = text.split('\n').filter(Boolean).map(Number)
  const sum = counts.reduce((total, count) => total + count, 0)
  if (sum > 0) console.info(`Checked against OpenAPI: ${sum} responses in ${counts.length} test files`)
  await rm(folder, { recursive: true })
}
