import { createContext, type ReactNode, use, useLayoutEffect, useMemo, useState } from 'react'
import { en } from './words/en.ts'
import { pl } from './words/pl.ts'
import type { Words } from './words/words.ts'

export const locales = { en: 'English', pl: 'Polski' } as const
export const themes = ['system', 'light', 'dark'] as const

export type Locale = keyof typeof locales
export type Theme = (typeof themes)[number]

interface Choices {
  readonly locale: Locale
  readonly theme: Theme
}

/** How somebody wants the app, and the words for it. */
export interface Preferences extends Choices {
  readonly words: Words
  readonly prefer: (change: Partial<Choices>) => void
}

const KEY = 'preferences'
const words: Readonly<Record<Locale, Words>> = { en, pl }
const PreferencesContext = createContext<Preferences | null>(null)

/** Keeps language and theme from visit to visit. */
export function PreferencesProvider({ children }: { readonly children: ReactNode }) {
  const [choices, setChoices] = useState(recall)
  const { locale, theme } = choices

  useLayoutEffect(() => {
    document.documentElement.lang = locale
    document.documentElement.className = theme
    localStorage.setItem(KEY, JSON.stringify({ locale, theme }))
  }, [locale, theme])

  const preferences = useMemo<Preferences>(
    () => ({
      ...choices,
      words: words[choices.locale],
      prefer: (change) => setChoices((now) => ({ ...now, ...change })),
    }),
    [choices],
  )
  return <PreferencesContext value={preferences}>{children}</PreferencesContext>
}

/** How somebody wants the app. */
export function usePreferences(): Preferences {
  const preferences = use(PreferencesContext)
  if (!preferences) throw new TypeError('This needs a <PreferencesProvider> above it.')
  return preferences
}

/** The words of the app in the chosen language. */
export function useWords(): Words {
  return usePreferences().words
}

function recall(): Choices {
  const { locale, theme } = stored()
  return {
    locale: locale && locale in locales ? locale : navigator.language.startsWith('pl') ? 'pl' : 'en',
    theme: theme && themes.includes(theme) ? theme : 'system',
  }
}

function stored(): Partial<Choices> {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '{}')
  } catch {
    return {}
  }
}
