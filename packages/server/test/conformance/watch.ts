import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, inject } from 'vitest'
import type { Profile } from '../../src/profiles/profile.ts'
import type { Tenantry } from '../../src/tenantry.ts'
import { apisWith } from './apis.ts'
import { checkOf } from './violations.ts'

let checked = 0
let violations: string[] = []

/** The server with every answer checked against its OpenAPI document; the test that caused a violation fails. */
export function watched<T extends Pick<Tenantry, 'fetch'>>(tenantry: T, profiles: readonly Profile[] = []): T {
  const check = checkOf(apisWith(profiles))
  return {
    ...tenantry,
    async fetch(request, info) {
      const { method, url } = request
      const response = await tenantry.fetch(request, info)
      violations.push(...(await check({ method, url }, response)))
      checked += 1
      return response
    },
  }
}

/** Hands over what was found so far, so that it fails no test. */
export function takeViolations(): readonly string[] {
  const taken = violations
  violations = []
  return taken
}

/** Fails when an answer since the last time was none that its document allows; thrown here, since code under test may swallow what `fetch` throws. */
export function assertConformance(): void {
  const found = takeViolations()
  if (found.length > 0) throw new Error(`Answers that no OpenAPI document allows:\n${found.join('\n')}`)
}

afterEach(assertConformance)

afterAll(() => {
  appendFileSync(join(inject('conformanceFolder'), 'checked'), `${checked}\n`)
  assertConformance()
})
