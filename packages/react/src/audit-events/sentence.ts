import type { AuditEvent } from '@tenantry/core'
import type { MessageKey, Translator } from '@tenantry/core/messages'

/** The nouns that events are about, as one may narrow the list to them. */
export const nouns = [
  'organization',
  'member',
  'invitation',
  'membership_request',
  'team',
  'domain',
  'user',
  'sync',
] as const

/** Says what happened in the chosen language; what no language knows reads as its code. */
export function sentenceOfEvent({ action, data }: AuditEvent, { t, roleName }: Translator): string {
  const key = `audit.${action.replace('.', '_')}` as MessageKey
  const values = { ...data, ...(typeof data.role === 'string' && { role: roleName(data.role) }) }
  // What a language has no text for, its translator answers as it was asked.
  const text = (t as (key: MessageKey, values: object) => string)(key, values)
  return text === key ? action : text
}

/** What is called by a word of the widgets; anything else reads as its code. */
const names: Readonly<Record<string, MessageKey>> = {
  name: 'create.name',
  slug: 'create.slug',
  country_code: 'create.country',
  logo_url: 'settings.logo',
  locale: 'settings.language',
  require_google_domain: 'create.requireDomain',
  domain: 'create.domain',
  google_domain: 'create.domain',
  role: 'members.role',
  own_role: 'members.ownRole',
  team_id: 'members.team',
  user_id: 'members.member',
  members: 'members.title',
  via: 'members.joined',
}

/** What the one value of a change is of. */
const changed: Readonly<Record<string, string>> = {
  'member.role_changed': 'role',
  'member.team_changed': 'team_id',
  'organization.ownership_transferred': 'role',
}

interface Detail {
  readonly name: string
  readonly value: string
}

/** Writes what is known of an event beyond its sentence, in the words of the widgets where they have some; a change as what was and what is. */
export function detailsOfEvent({ action, data }: AuditEvent, translator: Translator): Detail[] {
  const { from, to, by: _, ...rest } = data
  const noun = changed[action]
  const before = isRecord(from) ? from : noun ? { [noun]: from } : { from }
  // Who is handed an organization becomes an admin of it.
  const next = action === 'organization.ownership_transferred' ? 'admin' : to
  const after = isRecord(next) ? next : noun ? { [noun]: next } : { to }
  const changes = Object.keys(after).filter((key) => before[key] !== after[key])
  const write = (key: string, value: unknown) => written(key, value, translator)
  const nameOf = (key: string) => wordOf(action, key, translator)
  return [
    ...changes.map((key) => ({ name: nameOf(key), value: `${write(key, before[key])} → ${write(key, after[key])}` })),
    ...Object.entries(rest).map(([key, value]) => ({ name: nameOf(key), value: write(key, value) })),
  ]
}

function wordOf(action: string, key: string, { t }: Translator): string {
  const known = key === 'name' && action.startsWith('team.') ? 'teams.name' : names[key]
  return known ? (t as (key: MessageKey) => string)(known) : key
}

function written(key: string, value: unknown, translator: Translator): string {
  if (value === null || value === undefined || value === false) return '–'
  if (value === true) return '✓'
  if (typeof value === 'object') return JSON.stringify(value)
  const text = String(value)
  if (key === 'role' || key === 'own_role') return translator.roleName(text)
  if (key === 'country_code') return translator.countryName(text)
  if (key === 'locale') return translator.languageName(text)
  return text
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
