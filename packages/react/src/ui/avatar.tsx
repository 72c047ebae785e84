import { graphemesOf } from './graphemes.ts'
import { useWidget } from './widget.tsx'

const HUES = 6

/** The initials of a name on a colour that is always the same for that name. */
export function Avatar({ name }: { readonly name: string }) {
  const { slot } = useWidget()
  return (
    <span className={slot('avatar')} data-hue={hueOf(name)} aria-hidden="true">
      {initialsOf(name)}
    </span>
  )
}

/**
 * Takes the first letters of the first and the last word, of an address those of who is behind it; by grapheme, as an emoji or an Indic letter is several code points.
 * @internal
 */
export function initialsOf(name: string): string {
  const words = name.replace(/^(\S+)@\S+$/, '$1').match(/[\p{L}\p{N}\p{M}\p{Emoji_Presentation}\u200d]+/gu) ?? []
  const picked = words.length > 1 ? [words[0], words.at(-1)] : words
  return picked.map((word = '') => graphemesOf(word)[0]?.toLocaleUpperCase()).join('')
}

function hueOf(name: string): number {
  let sum = 0
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973
  return sum % HUES
}
