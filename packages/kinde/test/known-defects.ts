import type { SpecDefect } from '@tenantry/testing/spec'

const refusedWithoutKey = (operation: string): SpecDefect => ({
  operation,
  part: 'response',
  says: /^the status may not be 401$/,
  why: 'no operation lists 401, which is what a token that has expired is answered with',
})

/** Where Kinde's specification is wrong. */
export const knownDefects: readonly SpecDefect[] = [refusedWithoutKey('GET /api/v1/organizations')]
