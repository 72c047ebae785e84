import { canonicalEmail } from '@tenantry/core'

/** Somebody to invite, as they were written: `email` may have a slip in it. */
export interface Recipient {
  readonly email: string
  /** What stood beside the address. */
  readonly name: string
}

// So deep quotes are read within quotes; nobody writes them deeper, and a paste of thousands must not exhaust the stack.
const DEEPEST = 8

const PIECE = /((?:"[^"\r\n]*"|[^,;\r\n\t<>"]+|")*)(?:<([^<>\r\n]*)>)?/g
// Words that read like a name, and not like an address with a slip in it.
const NAME = /^(?!.*\.\S)[^@\d]+$/

/**
 * Takes the people out of what was typed or pasted: `a@b`, `Name <a@b>`, `"Last, First" <a@b>`, lists of them, and tables with a
 * column of addresses. Nothing is lost: what is no address becomes a recipient to be mended, or the name of one.
 */
export function recipientsIn(text: string, depth = 0): Recipient[] {
  return (
    fromTable(text) ??
    [...text.matchAll(PIECE)].flatMap(([, before = '', inside = '']) => fromPiece(before, inside, depth))
  )
}

/** Answers the same for two ways to write one address. */
export function recipientKey(email: string): string {
  return canonicalEmail(email) ?? email
}

/** Tells whether somebody who typed a space has ended an address with it. */
export function isWhole(text: string): boolean {
  const [last = ''] = text.trim().replace(/>$/, '').split(/[\s<]/).slice(-1)
  return canonicalEmail(last) !== null
}

function fromPiece(before: string, inside: string, depth: number): Recipient[] {
  const head = before.trim()
  const bare = unquoted(head)
  const addressed = inWords(inside)
  const [first, ...others] = addressed
  if (!first) return bare === head || depth === DEEPEST ? inWords(head) : recipientsIn(bare, depth + 1)
  if (bare !== head) return [named(first, bare), ...others]
  // Words before the name may be people of their own: `a@b Name <c@d>`.
  const people = inWords(head)
  const last = people.at(-1)
  if (!last || isAddress(last.email)) return [...people, ...addressed]
  return [...people.slice(0, -1), named(first, unquoted(last.email)), ...others]
}

/** A space separates only behind a whole address; the words before one are its name, or a slip. */
function inWords(text: string): Recipient[] {
  const found: Recipient[] = []
  const before: string[] = []
  for (const word of text.split(/\s+/).filter(Boolean)) {
    if (!isAddress(word)) {
      before.push(word)
      continue
    }
    const words = before.splice(0).join(' ')
    const isName = NAME.test(words)
    if (words && !isName) found.push({ email: words, name: '' })
    found.push({ email: word.replace(/^mailto:/i, ''), name: isName ? words : '' })
  }
  return before.length > 0 ? [...found, { email: before.join(' '), name: '' }] : found
}

/** Reads a table: a head that names the column of addresses, or rows that have their one address in the same place. */
function fromTable(text: string): Recipient[] | null {
  const lines = text.split(/[\r\n]+/).filter(isFilled)
  const mark = ['\t', ';', ','].find((candidate) => lines[0]?.includes(candidate))
  if (!mark || !lines[1]) return null
  const rows = lines.map((line) => cellsOf(line, mark))
  const [head = [], second = []] = rows
  const titled = head.findIndex((cell) => /mail|adres/i.test(cell) && !cell.includes('@'))
  const column = titled < 0 ? second.findIndex(isAddress) : titled
  const body = titled < 0 ? rows : rows.slice(1)
  const isTable = body.every(
    (row) => row.length === head.length && row.every((cell, at) => at === column || !isAddress(cell)),
  )
  const isCertain = titled >= 0 || rows.every((row) => isAddress(row[column] ?? ''))
  if (head.length < 2 || !isTable || !isCertain) return null
  return body.flatMap((row) => {
    const name = row.filter((cell, at) => at !== column && isFilled(cell)).join(' ')
    const [first, ...others] = recipientsIn(row[column] ?? '')
    if (!first) return name ? [{ email: name, name: '' }] : []
    return [named(first, name), ...others]
  })
}

// At marks outside of quotes, told from the end: a quote that nobody closes is one of the first cells.
function cellsOf(line: string, mark: string): string[] {
  const cells: string[] = []
  let end = line.length
  let isInside = false
  for (let at = end - 1; at >= 0; at--) {
    if (line[at] === '"') isInside = !isInside
    if (line[at] !== mark || isInside) continue
    cells.push(line.slice(at + 1, end))
    end = at
  }
  cells.push(line.slice(0, end))
  return cells.reverse().map((cell) => unquoted(cell.trim()))
}

const isFilled = (text: string) => text.trim() !== ''
const isAddress = (cell: string) => /.@./.test(cell)

function named(recipient: Recipient, name: string): Recipient {
  return { ...recipient, name: `${name === recipient.email ? '' : name} ${recipient.name}`.trim() }
}

function unquoted(text: string): string {
  return /^".*"$/s.test(text) ? text.slice(1, -1).replaceAll('""', '"').trim() : text
}
