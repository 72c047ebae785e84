import { createTranslator, type MessageOverrides, type Messages, type Translator } from '@tenantry/core/messages'
import { base } from '@tenantry/core/messages/en'
import { useEffect, useMemo, useState } from 'react'

// One line per language; each is a file of its own that only its readers load.
const languages: Readonly<Record<string, () => Promise<Messages>>> = {
  ar: () => import('@tenantry/core/messages/ar').then(({ ar }) => ar),
  de: () => import('@tenantry/core/messages/de').then(({ de }) => de),
  es: () => import('@tenantry/core/messages/es').then(({ es }) => es),
  fr: () => import('@tenantry/core/messages/fr').then(({ fr }) => fr),
  it: () => import('@tenantry/core/messages/it').then(({ it }) => it),
  ja: () => import('@tenantry/core/messages/ja').then(({ ja }) => ja),
  nl: () => import('@tenantry/core/messages/nl').then(({ nl }) => nl),
  pl: () => import('@tenantry/core/messages/pl').then(({ pl }) => pl),
  pt: () => import('@tenantry/core/messages/pt-br').then(({ ptBr }) => ptBr),
  uk: () => import('@tenantry/core/messages/uk').then(({ uk }) => uk),
  zh: () => import('@tenantry/core/messages/zh-cn').then(({ zhCn }) => zhCn),
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
  const language = languageOf(locale)
  const isWhole = useMemo(() => isComplete(messages), [messages])
  const load = isWhole ? undefined : languages[language]
  const [loaded, setLoaded] = useState<{ readonly language: string; readonly messages: Messages | typeof base } | null>(
    null,
  )

  useEffect(() => {
    let isWanted = true
    load?.().then(
      (words) => isWanted && setLoaded({ language, messages: words }),
      // Better English words than none.
      () => isWanted && setLoaded({ language, messages: base }),
    )
    return () => {
      isWanted = false
    }
  }, [language, load])

  const words = loaded?.language === language ? loaded.messages : base
  const isSpoken = isWhole || words !== base || language === 'en'
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

// Who reads the traditional characters of Chinese is not given the simplified ones.
function languageOf(locale: string): string {
  const { language, script } = new Intl.Locale(locale).maximize()
  return language === 'zh' && script === 'Hant' ? 'zh-Hant' : language
}

// Who has worded all that every widget says has worded the rest.
function isComplete(messages: Messages | MessageOverrides | undefined): boolean {
  const groups = Object.entries(base) as [keyof Messages, object][]
  return groups.every(([group, texts]) => Object.keys(texts).every((name) => name in (messages?.[group] ?? {})))
}
