import { createTranslator, type MessageOverrides, type Messages, type Translator } from '@tenantry/core/messages'
import { en } from '@tenantry/core/messages/en'
import { useEffect, useMemo, useState } from 'react'

// One line per language; each is a file of its own that only its readers load.
const languages: Readonly<Record<string, () => Promise<Messages>>> = {
  pl: () => import('@tenantry/core/messages/pl').then(({ pl }) => pl),
}

/** The language of the widgets, and whether one has arrived yet. */
export interface Language {
  readonly translator: Translator
  readonly isTranslated: boolean
}

/**
 * Loads the language of a locale; the one before is spoken until it arrives. One that we do not ship reads in English,
 * unless the host brings all its words.
 */
export function useTranslator(wanted: string, messages: Messages | MessageOverrides | undefined): Language {
  const locale = canonicalLocale(wanted)
  const { language } = new Intl.Locale(locale)
  const isWhole = useMemo(() => isComplete(messages), [messages])
  const load = isWhole ? undefined : languages[language]
  const [loaded, setLoaded] = useState<{ readonly language: string; readonly messages: Messages } | null>(null)

  useEffect(() => {
    let isWanted = true
    load?.().then(
      (words) => isWanted && setLoaded({ language, messages: words }),
      // Better English words than none.
      () => isWanted && setLoaded({ language, messages: en }),
    )
    return () => {
      isWanted = false
    }
  }, [language, load])

  const words = loaded?.language === language ? loaded.messages : en
  const isSpoken = isWhole || words !== en || language === 'en'
  const isTranslated = !load || loaded?.language === language
  const wantedLanguage = useMemo<Language>(
    () => ({ translator: createTranslator(isSpoken ? locale : 'en', words, messages), isTranslated }),
    [isSpoken, isTranslated, locale, messages, words],
  )

  // Half a form must not go while other words are on their way.
  const [spoken, setSpoken] = useState(wantedLanguage)
  if (wantedLanguage.isTranslated && spoken !== wantedLanguage) setSpoken(wantedLanguage)
  return wantedLanguage.isTranslated ? wantedLanguage : spoken
}

/** Returns a locale as `Intl` and `Accept-Language` want it: `pl_PL` is written so on many servers. */
export function canonicalLocale(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale.replaceAll('_', '-'))[0] ?? 'en'
  } catch {
    return 'en'
  }
}

function isComplete(messages: Messages | MessageOverrides | undefined): boolean {
  const groups = Object.entries(en) as [keyof Messages, object][]
  return groups.every(([group, texts]) => Object.keys(texts).every((name) => name in (messages?.[group] ?? {})))
}
