import type { Length } from './text.ts'

/** How long each text may be, in code points (seed 003). */
export const lengths = {
  organizationName: { min: 2, max: 100 },
  teamName: { min: 1, max: 100 },
  fullName: { min: 1, max: 100 },
  declineReason: { min: 0, max: 500 },
  /** Of a new one (NIST SP 800-63B-4 §3.1.1.2). */
  password: { min: 8, max: 128 },
} as const satisfies Readonly<Record<string, Length>>
