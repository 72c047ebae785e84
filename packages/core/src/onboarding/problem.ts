import { isTenantryError, type ValidationIssue } from '../contract/errors.ts'
import type { Problem } from './state.ts'

/** Reads whatever was thrown as something that can be shown. */
export function problemOf(cause: unknown): Problem {
  if (!isTenantryError(cause)) return { code: 'INTERNAL', retryAfter: null, issues: [], cause }
  const { code, retryAfter = null, details } = cause
  const issues = Array.isArray(details?.issues) ? (details.issues as readonly ValidationIssue[]) : []
  return { code, retryAfter, issues, cause }
}
