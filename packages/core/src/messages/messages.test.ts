import { describe, expect, test } from 'vitest'
import { ar } from './ar.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { it } from './it.ts'
import { ja } from './ja.ts'
import type { Message, Messages } from './messages.ts'
import { nl } from './nl.ts'
import { pl } from './pl.ts'
import { ptBr } from './pt-br.ts'
import { createTranslator } from './translator.ts'
import { uk } from './uk.ts'
import { zhCn } from './zh-cn.ts'

type Texts = ReadonlyMap<string, Message>

function textsOf(messages: Messages): Texts {
  return new Map(
    Object.entries(messages).flatMap(([group, texts]) =>
      Object.entries<Message>(texts).map(([name, message]): [string, Message] => [`${group}.${name}`, message]),
    ),
  )
}

function formsOf(message: Message): string[] {
  return typeof message === 'string' ? [message] : Object.values(message)
}

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).sort()
}

const english = textsOf(en)
const languages = { ar, de, en, es, fr, it, ja, nl, pl, 'pt-BR': ptBr, uk, 'zh-CN': zhCn }

/** Words that are the same in English. */
const shared: Readonly<Record<string, readonly string[]>> = {
  de: ['Admin', 'Details', 'Domain', 'Domains', 'Link', 'Person', 'Status', 'Team', 'Teams', 'optional'],
  fr: ['Actions', 'Admin', 'Invitations', 'Pages', 'invitation', 'invitations'],
  it: ['Admin', 'Link', 'Password', 'Team'],
  nl: ['Accounts', 'Details', 'Link', 'Manager', 'Status', 'Team', 'Teams'],
  'pt-BR': ['Status'],
}

describe.each(Object.entries(languages))('the language %s', (locale, messages) => {
  const texts = textsOf(messages)

  test('has every text and no other', () => {
    expect([...texts.keys()].sort()).toEqual([...english.keys()].sort())
  })

  test('leaves no text empty', () => {
    for (const [key, message] of texts) for (const form of formsOf(message)) expect(form.trim(), key).not.toBe('')
  })

  test('has every plural category of its language, and no other', () => {
    const categories = new Intl.PluralRules(locale).resolvedOptions().pluralCategories
    const plurals = [...texts].filter(([, message]) => typeof message !== 'string')
    expect(plurals.length).toBeGreaterThan(5)
    for (const [key, message] of plurals) expect(Object.keys(message).sort(), key).toEqual([...categories].sort())
  })

  test('says no name of a text', () => {
    for (const [key, message] of texts) for (const form of formsOf(message)) expect(texts.has(form), key).toBe(false)
  })

  test('uses the placeholders of the English text', () => {
    for (const [key, message] of texts) {
      const [model = ''] = formsOf(english.get(key) ?? '').slice(-1)
      const used = placeholders(formsOf(message).at(-1) ?? '')
      expect(used, key).toEqual(placeholders(model))
    }
  })
})

const translations = Object.entries(languages).filter(([locale]) => locale !== 'en')

test.each(translations)('leaves no English in %s', (locale, messages) => {
  const texts = [...textsOf(messages)]
  const wordsOf = (form: string) => form.replace(/\{\w+\}/g, '').trim()
  const same = texts.flatMap(([key, message]) => {
    const model = formsOf(english.get(key) ?? '')
    return formsOf(message).filter((form) => model.includes(form) && wordsOf(form) !== '')
  })
  expect([...new Set(same.map(wordsOf))].sort()).toEqual(shared[locale] ?? [])
  const words = /\b(the|you|your|and|try again|e-mail address|please|with)\b/i
  const leftovers = texts.filter(([, message]) => formsOf(message).some((form) => words.test(wordsOf(form))))
  expect(leftovers.map(([key]) => key)).toEqual([])
})

describe('the translator', () => {
  const polish = createTranslator('pl', pl)
  const inEnglish = createTranslator('en', en)

  test.each([
    [1, 'Masz zaproszenie'],
    [2, 'Masz 2 zaproszenia'],
    [5, 'Masz 5 zaproszeń'],
    [12, 'Masz 12 zaproszeń'],
    [22, 'Masz 22 zaproszenia'],
    [1.5, 'Masz 1,5 zaproszenia'],
  ])('counts %d in Polish', (count, text) => {
    expect(polish.t('invitations.title', { count })).toBe(text)
  })

  test('puts values in as they are, whatever they look like', () => {
    expect(inEnglish.t('review.title', { organization: '$& {email} <b>' })).toBe('Join $& {email} <b>')
  })

  test('cuts a text at its placeholders', () => {
    const value = { any: 'element' }
    expect(inEnglish.parts('review.text', { inviter: value })).toEqual([value, ' invites you to work together.'])
  })

  test("prefers a host's own words, and its names for roles", () => {
    const own = createTranslator('en', en, { create: { title: 'Open a clinic' }, roles: { vet: 'Veterinarian' } })
    expect(own.t('create.title')).toBe('Open a clinic')
    expect(own.t('create.submit')).toBe('Create organization')
    expect([own.roleName('vet'), own.roleName('admin'), own.roleName('toString')]).toEqual([
      'Veterinarian',
      'Admin',
      'toString',
    ])
  })

  test('writes countries and dates in its own language', () => {
    expect(polish.countryName('DE')).toBe('Niemcy')
    expect(inEnglish.countryName('DE')).toBe('Germany')
    expect([polish.languageName('pl'), inEnglish.languageName('pl')]).toEqual(['polski', 'Polish'])
    const now = Date.parse('2026-03-01T12:00:00Z')
    expect(polish.relative('2026-03-04T11:59:00Z', now)).toBe('za 3 dni')
    expect(inEnglish.relative('2026-03-02T12:00:00Z', now)).toBe('tomorrow')
    expect(inEnglish.relative('2026-03-01T15:00:00Z', now)).toBe('in 3 hours')
    expect(inEnglish.relative('2026-03-01T12:05:00Z', now)).toBe('in 5 minutes')
    expect(polish.dateTime('2026-03-04T11:59:00Z')).toContain('2026')
  })
})
