/** Makes a name from outside hold nothing that we refuse in names of our own: one line, nothing unseen, at most 100 characters. */
export function printable(name: string): string {
  const line = name
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .trim()
  return [...line].slice(0, 100).join('')
}
