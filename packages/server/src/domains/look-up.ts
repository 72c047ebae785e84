import type { OrganizationDomain } from '@tenantry/core'

/**
 * Asks the DNS for the TXT records of a name, each as the strings it is made of: `resolveTxt` of `node:dns/promises`, or anything
 * that answers like it. It has to end by itself. @throws Error with the code `ENOTFOUND` or `ENODATA` when there is no record,
 * and with any other when nobody can tell.
 */
export type ResolveTxt = (name: string) => Promise<readonly (readonly string[])[]>

/** What a look at the DNS brought. */
export type Finding = { readonly record: 'found' | 'missing' } | { readonly record: 'unknown'; readonly cause: unknown }

// RFC 8020, RFC 2308 §2: there is no such name, or nothing of this type at it.
const NOTHING_THERE = new Set<unknown>(['ENOTFOUND', 'ENODATA'])
// More than fit into one answer of a server; what comes after them was made up.
const MOST_RECORDS = 5000

/** Looks whether a record is there. Never rejects. */
export async function lookUp(
  resolveTxt: ResolveTxt | null,
  { name, value }: OrganizationDomain['record'],
): Promise<Finding> {
  if (!resolveTxt) return { record: 'unknown', cause: new TypeError('createTenantry was given no resolveTxt.') }
  try {
    const records = await resolveTxt(name)
    return { record: records.slice(0, MOST_RECORDS).some((strings) => says(strings, value)) ? 'found' : 'missing' }
  } catch (cause) {
    return isNothingThere(cause) ? { record: 'missing' } : { record: 'unknown', cause }
  }
}

// RFC 1035 §3.3.14: a record is one or more strings of 255 bytes at most, and what it says is all of them together.
function says(strings: readonly string[], value: string): boolean {
  const length = strings.reduce((sum, string) => sum + string.length, 0)
  // Forms of DNS providers leave spaces around what is pasted; anything longer says something else.
  return length < value.length + 20 && strings.join('').trim() === value
}

function isNothingThere(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && NOTHING_THERE.has(error.code)
}
