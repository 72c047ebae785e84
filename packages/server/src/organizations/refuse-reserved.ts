import { isReservedSlug } from '@tenantry/core'
import { invalid } from '../http/invalid.ts'

/** Keeps slugs for the host that it needs for itself. @throws VALIDATION_FAILED for a reserved one. */
export function refuseReserved(slug: string): void {
  if (isReservedSlug(slug)) throw invalid([{ path: ['slug'], message: 'This word is reserved. Choose another one.' }])
}
