import type { Message, Messages } from '@tenantry/core/messages'
import { en } from '@tenantry/core/messages/en'
import { type ChangeEvent, useEffect, useState } from 'react'
import { languages } from '../languages.ts'
import { useLook } from '../page.tsx'

export interface TextsProps {
  /** What is looked for at first: a part of a key, or of a text in either language. */
  readonly search: string
}

/** Every text of the widgets, under its key, in English and in the language of the toolbar. */
export function Texts({ search: first }: TextsProps) {
  const { locale } = useLook()
  const [search, setSearch] = useState(first)
  const words = useWords(locale)
  if (!words) return <p role="status">…</p>
  const wanted = search.toLocaleLowerCase()
  const rows = rowsOf(words).filter((row) => Object.values(row).join(' ').toLocaleLowerCase().includes(wanted))
  return (
    <article className="inventory" lang="en" dir="ltr">
      <h1>Texts</h1>
      <p>
        <label>
          Search
          <input
            type="search"
            value={search}
            onChange={({ target }: ChangeEvent<HTMLInputElement>) => setSearch(target.value)}
          />
        </label>{' '}
        {rows.length} texts
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">Key</th>
            <th scope="col">English</th>
            {locale !== 'en' && <th scope="col">{languages[locale]?.name ?? locale}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, english, translated }) => (
            <tr key={key}>
              <th scope="row">
                <code>{key}</code>
              </th>
              <td>{english}</td>
              {locale !== 'en' && (
                <td lang={locale} dir="auto">
                  {translated}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </article>
  )
}

function useWords(locale: string): Messages | null {
  const [loaded, setLoaded] = useState<{ readonly locale: string; readonly words: Messages } | null>(null)
  useEffect(() => {
    let isWanted = true
    void languages[locale]?.load().then((words) => isWanted && setLoaded({ locale, words }))
    return () => {
      isWanted = false
    }
  }, [locale])
  return loaded?.locale === locale ? loaded.words : null
}

function rowsOf(words: Messages) {
  const translated = new Map(textsOf(words))
  return textsOf(en).map(([key, message]) => ({
    key,
    english: written(message),
    translated: written(translated.get(key) ?? ''),
  }))
}

function textsOf(words: Messages): [key: string, message: Message][] {
  return Object.entries(words).flatMap(([group, texts]) =>
    Object.entries<Message>(texts).map(([name, message]): [string, Message] => [`${group}.${name}`, message]),
  )
}

/** A plural as its forms, each after its category. */
function written(message: Message): string {
  if (typeof message === 'string') return message
  return Object.entries(message)
    .map(([category, text]) => `${category}: ${text}`)
    .join(' · ')
}
