import { maskEmail } from '@tenantry/core'

// `params`: what a failed statement was given, as PGlite's errors tell.
const secretNames =
  /^(authorization|cookie|set-cookie|sealed|params|.*(password|passwd|secret|token|(api|private|secret|signing)[-_]?key))$/i
// A name that says what a secret is called or counts, not what it is.
const harmless = /^(token_?type|token_?id|password_?changed_?at)$/i

const emails = /[^\s"'<>()[\],;:\\/=?&]+@[^\s"'<>()[\],;:\\/?&]+/g
// JSON Web Tokens, values of `token=` in addresses, bearer headers, and passwords in connection addresses.
const secrets: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, '[secret]'],
  [/\b([\w-]*(?:token|secret|password|code)=)[^\s&"'#]+/gi, '$1[secret]'],
  [/\b(bearer|basic)\s+[\w.~+/=-]+/gi, '$1 [secret]'],
  [/(\w:\/\/[^\s:/@]*:)[^\s/@]+@/g, '$1[secret]@'],
]

const maxDepth = 6
const maxItems = 50
const maxText = 4000
// Objects of drivers hold half the process; a log line does not.
const maxValues = 500

interface Budget {
  values: number
}

/** Copies a value without secrets, with masked e-mail addresses, and no larger than a log line should be. */
export function redact(value: unknown): unknown {
  return copy(value, 0, { values: maxValues })
}

function copy(value: unknown, depth: number, budget: Budget): unknown {
  budget.values -= 1
  if (budget.values < 0) return '[more]'
  if (typeof value === 'string') return redactText(value)
  if (typeof value === 'bigint') return String(value)
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof Date) return value.toJSON()
  if (value instanceof URL) return redactText(value.href)
  if (depth >= maxDepth) return '[more]'
  if (Array.isArray(value)) return value.slice(0, maxItems).map((item) => copy(item, depth + 1, budget))
  const entries = value instanceof Error ? errorEntries(value) : Object.entries(value)
  return Object.fromEntries(
    entries
      .slice(0, maxItems)
      .map(([name, part]) => [name, isSecret(name) ? '[secret]' : copy(part, depth + 1, budget)]),
  )
}

// `message`, `stack` and `cause` are not among the enumerable properties of an error.
function errorEntries(error: Error): [string, unknown][] {
  const { name, message, stack, cause } = error
  return Object.entries({ ...error, name, message, stack, cause }).filter(([, part]) => part !== undefined)
}

/** Masks what is secret inside a text. */
export function redactText(text: string): string {
  let clean = text.length > maxText ? `${text.slice(0, maxText)}…` : text
  for (const [pattern, replacement] of secrets) clean = clean.replace(pattern, replacement)
  return clean.replace(emails, (found) => (found.includes('[secret]') ? found : maskEmail(found)))
}

function isSecret(name: string): boolean {
  return secretNames.test(name) && !harmless.test(name)
}
