import type { Member } from '@tenantry/core'
import { useCallback, useId } from 'react'
import { nameOf } from '../ui/person.tsx'
import { Pick } from '../ui/pick.tsx'
import { SearchField } from '../ui/search-field.tsx'
import { useWidget } from '../ui/widget.tsx'
import { nouns } from './sentence.ts'

/** What somebody looks for in a list of events; the days are those of their own calendar. */
export interface AuditWish {
  /** A name or an address. */
  readonly person?: string
  /** A noun, or a whole action. */
  readonly action?: string
  /** The first day, such as `2026-01-31`. */
  readonly from?: string
  /** The last day. */
  readonly to?: string
}

export interface AuditToolbarProps {
  readonly wish: AuditWish
  /** On offer to be chosen. */
  readonly people: readonly Member[]
  readonly onChange: (change: AuditWish) => void
}

/** Narrows a list of events: to a person, to a kind, to a period. */
export function AuditToolbar({ wish, people, onChange }: AuditToolbarProps) {
  const { slot, translator } = useWidget()
  const { t } = translator
  const id = useId()
  const find = useCallback((person: string) => onChange({ person }), [onChange])
  return (
    <>
      <SearchField label={t('audit.person')} value={wish.person ?? ''} options={id} onChange={find} />
      <datalist id={id}>
        {people.map((person) => (
          <option key={person.user_id} value={person.email ?? person.full_name}>
            {nameOf(person)}
          </option>
        ))}
      </datalist>
      <Pick
        label={t('audit.what')}
        value={wish.action ?? ''}
        options={[
          { value: '', label: t('audit.everything') },
          ...nouns.map((noun) => ({ value: noun, label: t(`audit.${noun}`) })),
        ]}
        onChange={(action) => onChange({ action })}
      />
      <div className={slot('toolbar')}>
        {(['from', 'to'] as const).map((name) => (
          <label key={name} className={slot('date')}>
            {t(`audit.${name}`)}
            <input
              type="date"
              // Without it years of six digits can be typed.
              max="9999-12-31"
              className={slot('input')}
              value={wish[name] ?? ''}
              onChange={({ target }) => onChange({ [name]: target.value })}
            />
          </label>
        ))}
      </div>
    </>
  )
}
