/** The languages that every mail is written in. */
export const mailLocales = ['en', 'pl'] as const

export type MailLocale = (typeof mailLocales)[number]

// Longer headers come from nobody's browser.
const maxLength = 1000

/**
 * Picks the language somebody likes best from an `Accept-Language` header (RFC 9110 §12.5.4, lookup by RFC 4647 §3.4).
 * `pl-PL` asks for `pl`; what asks for none of our languages gets the fallback.
 */
export function pickLocale(acceptLanguage: string | null, fallback: MailLocale = 'en'): MailLocale {
  const wishes = (acceptLanguage ?? '').slice(0, maxLength).split(',').map(parseWish)
  // Sorting is stable: of two equal wishes the first one stays first.
  const best = wishes.filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight)
  for (const { language } of best) {
    if (language === '*') return fallback
    const locale = mailLocales.find((known) => known === language)
    if (locale) return locale
  }
  return fallback
}

function parseWish(wish: string): { language: string | undefined; weight: number } {
  const [range = '', ...parameters] = wish.split(';').map((part) => part.trim().toLowerCase())
  const quality = parameters.find((parameter) => parameter.startsWith('q='))
  const weight =
    quality === undefined ? 1 : /^q=(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(quality) ? Number(quality.slice(2)) : 0
  return { language: range.split('-')[0], weight }
}
