import { graphemesOf } from './graphemes.ts'
import { useWidget } from './widget.tsx'

const LONG = 24
const LONGEST_TAIL = 12

export interface NameProps {
  readonly name: string
  /** Words beside it say it to screen readers. */
  readonly isSilent?: boolean
}

/** A name in one line. A long one is cut in its middle, for often only the ends of two names differ. */
export function Name({ name, isSilent = false }: NameProps) {
  const { slot } = useWidget()
  const [head, tail] = cut(name)
  return (
    <>
      {!isSilent && <span className={slot('hidden')}>{name}</span>}
      <bdi className={slot('name')} title={name} aria-hidden="true">
        <span>{head}</span>
        {tail && <span>{tail}</span>}
      </bdi>
    </>
  )
}

/**
 * Cuts a long name before its last words, by grapheme where no word begins.
 * @internal
 */
export function cut(name: string): readonly [head: string, tail: string] {
  const letters = graphemesOf(name)
  if (letters.length <= LONG) return [name, '']
  const tail = letters.slice(-LONGEST_TAIL)
  const at = letters.length - LONGEST_TAIL + Math.max(tail.indexOf(' '), 0)
  return [letters.slice(0, at).join(''), letters.slice(at).join('')]
}
