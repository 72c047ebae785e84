import type { Check } from '@tenantry/core/provider'

/** Nothing is wrong. */
export const passed = (name: string, found: string): Check => ({ name, state: 'passed', found, remedy: null })

/** It works, and not as well as it could. */
export const warning = (name: string, found: string, remedy: string): Check => ({
  name,
  state: 'warning',
  found,
  remedy,
})

/** Something does not work. */
export const failed = (name: string, found: string, remedy: string): Check => ({ name, state: 'failed', found, remedy })

/** What an error says, in one line. */
export function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return messageOf(error.errors[0])
  return (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ')
}
