import type { ErrorCode } from '@tenantry/core'
import type { Translator } from '@tenantry/core/messages'
import { useCallback } from 'react'
import { useTenantry } from './context.ts'

/** What a sentence needs of a `Problem`, or of a `TenantryError`. */
export interface Wordable {
  readonly code: ErrorCode
  /** In seconds. */
  readonly retryAfter?: number | null | undefined
}

/** Returns what words a problem or an error in the chosen language: why it failed, and how long to wait. */
export function useProblemText(): (problem: Wordable) => string {
  const { translator } = useTenantry()
  return useCallback((problem) => sentenceOf(problem, translator), [translator])
}

/** Answers why something failed, and, where calls are counted, how long to wait. */
export function sentenceOf({ code, retryAfter }: Wordable, { t }: Translator): string {
  if (code !== 'RATE_LIMITED' || !retryAfter) return t(`errors.${code}`)
  if (retryAfter < 90) return t('common.limitedSeconds', { count: retryAfter })
  return t('common.limitedMinutes', { count: Math.ceil(retryAfter / 60) })
}
