import type { Translator } from '@tenantry/core/messages'

/** What something is called: how to find it, and how to speak of it. */
export interface Name {
  readonly pattern: RegExp
  readonly words: string
}

/** Stands in a name for what the caller does not know; no text has it. */
export const ANYTHING = '\uE000'

/** How something is called that may have any of these texts as its name. */
export function named(...texts: readonly string[]): Name {
  return {
    pattern: new RegExp(`^(?:${texts.map(patternOf).join('|')})$`, 'u'),
    words: texts.map((text) => text.replaceAll(ANYTHING, '…')).join(' or '),
  }
}

/** How a field is called; whether it may stay empty is said behind its label. */
export function labelled(label: string, { t }: Translator): Name {
  // Some libraries leave the space before it out.
  const optional = patternOf(`(${t('common.optional')})`)
  return { pattern: new RegExp(`^${patternOf(label)}(?:\\s*${optional})?$`, 'u'), words: label }
}

/** How a row is called that has this text in it. */
export function holding(text: string): Name {
  return { pattern: new RegExp(`(?:^|\\s)${patternOf(text)}(?:\\s|$)`, 'u'), words: text }
}

/** How something is called whose name counts: the same, whatever the number is. */
export function counting(textOf: (count: number) => string): Name {
  const texts = [0, 1, 2, 3, 5, 11, 100].map(textOf)
  const patterns = texts.map((text) => patternOf(text).replace(/\p{Nd}+/gu, '\\p{Nd}+'))
  return { pattern: new RegExp(`^(?:${[...new Set(patterns)].join('|')})$`, 'u'), words: textOf(1) }
}

// Some libraries keep a space that does not break, and some do not.
function patternOf(text: string): string {
  return text
    .trim()
    .replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
    .replaceAll(ANYTHING, '.+')
    .replace(/\s+/g, '\\s+')
}
