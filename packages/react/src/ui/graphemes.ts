let segmenter: Intl.Segmenter | undefined

/** Splits a text into what its readers take for letters: an emoji or an Indic letter is several code points. */
export function graphemesOf(text: string): string[] {
  // Made once: to make one takes longer than to draw a row.
  segmenter ??= new Intl.Segmenter()
  return Array.from(segmenter.segment(text), ({ segment }) => segment)
}
