import type { SpecDefect } from '@tenantry/testing/spec'

/** Where Kinde's specification is wrong. */
export const knownDefects: readonly SpecDefect[] = [
  {
    operation: /^/,
    part: 'response',
    says: /^the status may not be 401$/,
    why: 'no operation lists 401, with which Kinde answers a token that is missing or has expired',
  },
]
