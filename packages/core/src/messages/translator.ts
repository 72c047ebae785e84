import type { Message, MessageKey, MessageOverrides, Messages, ParamsArgument, Plural } from './messages.ts'

/** The words and forms of one language. */
export interface Translator {
  /** A BCP 47 tag; numbers, dates and country names follow it too. */
  readonly locale: string
  /** Which way its script runs. */
  readonly direction: 'ltr' | 'rtl'
  /** Knows more words: those of its language, and the host's own, come first. */
  with(words: readonly MessageOverrides[]): Translator
  /** Says a text; one whose words it does not know reads as its key. */
  t<K extends MessageKey>(key: K, ...params: ParamsArgument<K>): string
  /** Cuts a text at its placeholders and puts in whatever is given, such as elements. */
  parts<K extends MessageKey, Value>(key: K, ...params: ParamsArgument<K, Value>): (string | Value)[]
  /** Names a role; one that no language knows reads as its key. */
  roleName(role: string): string
  /** Names a country by its ISO 3166-1 alpha-2 code. */
  countryName(code: string): string
  /** Names a language by its BCP 47 tag. */
  languageName(tag: string): string
  /** Writes a day. */
  date(timestamp: string): string
  /** Writes a day and time in full. */
  dateTime(timestamp: string): string
  /** Writes how far away a moment is, such as "in 3 days". */
  relative(timestamp: string, now: number): string
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

// Not every browser tells it yet (`Intl.Locale.prototype.getTextInfo`).
const RIGHT_TO_LEFT = new Set(['Arab', 'Hebr', 'Syrc', 'Thaa', 'Nkoo', 'Adlm', 'Rohg'])

/** Creates a translator from a language and, where a host has its own words, from those first. */
export function createTranslator(
  locale: string,
  messages: Messages | MessageOverrides,
  overrides: MessageOverrides = {},
): Translator {
  return translatorOf(formsOf(locale), [overrides, messages])
}

function translatorOf(forms: Forms, sources: readonly MessageOverrides[]): Translator {
  const find = (key: string): Message => {
    const [group, name] = key.split('.') as [keyof Messages, never]
    return sources.find((source) => source[group]?.[name] !== undefined)?.[group]?.[name] ?? key
  }
  const choose = (message: Message, count: unknown) =>
    typeof message === 'string' ? message : form(message, forms.plurals.select(Number(count)))
  // Split and filled in one pass: a value that itself looks like a placeholder or a pattern stays as it is.
  const fill = (key: string, params: Readonly<Record<string, unknown>>) =>
    choose(find(key), params.count)
      .split(/\{(\w+)\}/)
      .map((piece, index) => (index % 2 === 0 ? piece : written(params[piece])))
      .filter((piece) => piece !== '')
  const written = (value: unknown) => (typeof value === 'number' ? forms.numbers.format(value) : (value ?? ''))

  return {
    ...forms.spoken,
    with: (words) => translatorOf(forms, [...sources, ...words]),
    t: (key, ...[params]) => fill(key, params ?? {}).join(''),
    parts: <Value>(key: string, params?: object) => fill(key, { ...params }) as (string | Value)[],
    roleName: (role) => {
      const name = find(`roles.${role}`)
      return typeof name === 'string' && name !== `roles.${role}` ? name : role
    },
  }
}

type Forms = ReturnType<typeof formsOf>

/** How a language writes what is no text. */
function formsOf(locale: string) {
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'long' })
  const times = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' })
  const distances = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const countries = new Intl.DisplayNames(locale, { type: 'region' })
  const languages = new Intl.DisplayNames(locale, { type: 'language' })
  const spoken: Omit<Translator, 't' | 'parts' | 'with' | 'roleName'> = {
    locale,
    direction: RIGHT_TO_LEFT.has(new Intl.Locale(locale).maximize().script ?? '') ? 'rtl' : 'ltr',
    countryName: (code) => countries.of(code) ?? code,
    languageName: (tag) => languages.of(tag) ?? tag,
    date: (timestamp) => days.format(new Date(timestamp)),
    dateTime: (timestamp) => times.format(new Date(timestamp)),
    relative: (timestamp, now) => distances.format(...distance(Date.parse(timestamp) - now)),
  }
  return { spoken, plurals: new Intl.PluralRules(locale), numbers: new Intl.NumberFormat(locale) }
}

function form(message: Plural, category: Intl.LDMLPluralRule): string {
  return message[category] ?? message.other
}

function distance(milliseconds: number): [number, Intl.RelativeTimeFormatUnit] {
  const size = Math.abs(milliseconds)
  if (size >= DAY) return [Math.round(milliseconds / DAY), 'day']
  if (size >= HOUR) return [Math.round(milliseconds / HOUR), 'hour']
  return [Math.round(milliseconds / MINUTE), 'minute']
}
