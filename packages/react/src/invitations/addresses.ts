import { canonicalEmail } from '@tenantry/core'

/** Takes the addresses out of what was typed or pasted, each once: `a@b`, `Name <a@b>`, a column of a table. */
export function addressesIn(text: string): string[] {
  // The name before an address in angle brackets is not one itself.
  const bare = text.replace(/"[^"]*"(?=\s*<)|[^,;\n\t<>]+(?=<)/g, ' ')
  const found = bare.split(/[\s,;<>]+/).filter(Boolean)
  return [...new Map(found.map((address) => [addressKey(address), address])).values()]
}

/** Answers the same for two ways to write one address. */
export function addressKey(address: string): string {
  return canonicalEmail(address) ?? address
}
