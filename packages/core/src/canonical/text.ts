// Control characters, line breaks of Unicode's own, and the marks that reorder text: each can make a name look like
// something it is not.
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/
// The braille blank and marks with nothing below them look like no text, too.
const VISIBLE = /[^\p{Cc}\p{Cf}\p{Z}\p{M}\p{Default_Ignorable_Code_Point}\u2800]/u

/** The least and the most code points of a text. */
export interface Length {
  readonly min: number
  readonly max: number
}

/** Writes one line of human text as it is stored: trimmed, its letters composed (NFC). */
export function canonicalText(value: string): string {
  return value.trim().normalize('NFC')
}

/** Tells whether a text shows as what it is: whole characters, none that controls or reorders, and not all of them unseen. */
export function isPrintable(value: string): boolean {
  return value.isWellFormed() && !UNPRINTABLE.test(value) && (value === '' || VISIBLE.test(value))
}

/** Counts code points, as PostgreSQL does: a character outside the basic plane is one, not two. */
export function lengthOf(value: string): number {
  return [...value].length
}

/** Tells whether the length of a text is within bounds. */
export function fits(value: string, { min, max }: Length): boolean {
  const length = lengthOf(value)
  return length >= min && length <= max
}
