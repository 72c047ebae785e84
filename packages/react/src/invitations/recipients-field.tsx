import { type ClipboardEvent, type DragEvent, type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react'
import { Field } from '../form/field.tsx'
import { Icon } from '../ui/icon.tsx'
import { useWidget } from '../ui/widget.tsx'
import type { Chip } from './chips.ts'
import { isWhole, recipientsIn } from './recipients.ts'
import type { InviteBox } from './use-invite-box.ts'

const FIELD = -1

export interface RecipientsFieldProps {
  readonly box: InviteBox
  /** The role of whoever has none of their own. */
  readonly role: string
}

/** A field that turns addresses into chips. The chips are one stop of the keyboard: arrows walk, Enter mends, Delete removes. */
export function RecipientsField({ box, role }: RecipientsFieldProps) {
  const { slot, translator } = useWidget()
  const { t } = translator
  const { chips, text } = box
  const list = useRef<HTMLUListElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const [stop, setStop] = useState('')
  const wanted = useRef<number>(undefined)
  const buttons = () => [...(list.current?.querySelectorAll<HTMLElement>('[data-chip]') ?? [])]
  const stopKey = chips.some(({ key }) => key === stop) ? stop : chips.at(-1)?.key
  const wrong = chips.filter(({ isWrong }) => isWrong).length

  function focus(at: number) {
    const found = buttons()
    const target = at === FIELD ? field.current : (found[Math.min(at, found.length - 1)] ?? field.current)
    target?.focus()
  }

  // Where the focus belongs once the chip under it is gone.
  useLayoutEffect(() => {
    if (wanted.current !== undefined) focus(wanted.current)
    wanted.current = undefined
  })

  function remove(chip: Chip) {
    wanted.current = chips.indexOf(chip)
    box.remove(chip)
  }

  function edit(chip: Chip) {
    wanted.current = FIELD
    box.edit(chip)
  }

  function walk(event: KeyboardEvent) {
    const found = buttons()
    const at = found.indexOf(event.target as HTMLElement)
    const chip = chips[at]
    if (!chip) return
    const forth = isRtl(event.currentTarget) ? -1 : 1
    const places: Readonly<Record<string, number>> = {
      ArrowRight: at + forth,
      ArrowLeft: at - forth,
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: found.length - 1,
    }
    const to = places[event.key]
    // A key that is held since the field was emptied removes nobody.
    const isRemoval = event.key === 'Delete' || event.key === 'Backspace'
    if (to === undefined && !isRemoval && event.key !== 'F2') return
    event.preventDefault()
    if (to !== undefined) focus(to === found.length ? FIELD : Math.max(0, to))
    else if (!isRemoval) edit(chip)
    else if (!event.repeat) remove(chip)
  }

  function press(event: KeyboardEvent<HTMLInputElement>) {
    if (event.nativeEvent.isComposing) return
    const { key, shiftKey, repeat } = event
    const isEnd = Boolean(text.trim()) && (key === 'Enter' || (key === 'Tab' && !shiftKey))
    const isBack = !text && leadsBack(event)
    // Who adds people with Enter presses it once too often: that sends nothing.
    if (isEnd || isBack || key === 'Enter') event.preventDefault()
    if (isEnd) box.commit()
    else if (isBack && !repeat) focus(chips.length - 1)
  }

  function type(value: string) {
    const unquoted = value.replace(/"[^"]*("|$)/g, '')
    const isEnded = /[,;\n\t]/.test(unquoted) || (value.endsWith(' ') && isWhole(value))
    box.type(isEnded ? '' : value.trimStart())
    if (isEnded) box.add(recipientsIn(value))
  }

  function take(event: ClipboardEvent | DragEvent, data: DataTransfer) {
    const taken = data.getData('text')
    // A piece of an address is for the browser to put in its place.
    if (!/.@.|[,;\s]/.test(taken.trim())) return
    event.preventDefault()
    box.add(recipientsIn(taken))
  }

  return (
    <Field
      label={t('invite.emails')}
      hint={t('invite.emailsHint')}
      error={box.error || undefined}
      status={
        <p className={slot('status')} role="status" data-state={wrong > 0 ? 'invalid' : undefined}>
          {[wrong > 0 && t('invite.wrong', { count: wrong }), box.said].filter(Boolean).join(' ')}
        </p>
      }
    >
      {(control) => (
        <div className={slot('inputGroup', 'recipients')}>
          {chips.length > 0 && (
            <ul ref={list} aria-label={t('invite.recipients')} onKeyDown={walk}>
              {chips.map((chip) => (
                <RecipientChip
                  key={chip.key}
                  chip={chip}
                  isStop={chip.key === stopKey}
                  role={chip.role === role ? undefined : chip.role}
                  describedBy={`${control.id}keys`}
                  onFocus={() => setStop(chip.key)}
                  onEdit={() => edit(chip)}
                  onRemove={() => remove(chip)}
                />
              ))}
            </ul>
          )}
          <input
            {...control}
            ref={field}
            name="emails"
            className={slot('input')}
            dir="auto"
            inputMode="email"
            enterKeyHint="enter"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            data-autofocus=""
            value={text}
            onChange={(event) => type(event.target.value)}
            onKeyDown={press}
            onPaste={(event) => take(event, event.clipboardData)}
            onDrop={(event) => take(event, event.dataTransfer)}
          />
          <span id={`${control.id}keys`} hidden>
            {t('invite.keys')}
          </span>
        </div>
      )}
    </Field>
  )
}

function leadsBack({ key, currentTarget }: KeyboardEvent): boolean {
  return key === 'Backspace' || key === (isRtl(currentTarget) ? 'ArrowRight' : 'ArrowLeft')
}

// The field itself follows what is typed into it.
function isRtl({ parentElement }: Element): boolean {
  return parentElement !== null && getComputedStyle(parentElement).direction === 'rtl'
}

interface RecipientChipProps {
  readonly chip: Chip
  /** Whether the keyboard stops here. */
  readonly isStop: boolean
  readonly role: string | undefined
  readonly describedBy: string
  readonly onFocus: () => void
  readonly onEdit: () => void
  readonly onRemove: () => void
}

function RecipientChip({ chip, isStop, role, describedBy, onFocus, onEdit, onRemove }: RecipientChipProps) {
  const { slot, translator } = useWidget()
  const { email, name, isWrong, code } = chip
  const trouble = isWrong ? 'VALIDATION_FAILED' : code
  return (
    <li className={slot('recipient')} data-state={isWrong ? 'invalid' : code && 'refused'} title={name || undefined}>
      <button
        type="button"
        data-chip=""
        tabIndex={isStop ? 0 : -1}
        aria-describedby={describedBy}
        onFocus={onFocus}
        onClick={onEdit}
      >
        {trouble && <Icon name="warning" />}
        <bdi>{email}</bdi>
        {role && <small>{translator.roleName(role)}</small>}
        {trouble && <span className={slot('hidden')}>{translator.t(`invite.${trouble}`)}</span>}
      </button>
      <button type="button" tabIndex={-1} aria-label={translator.t('invite.remove', { email })} onClick={onRemove}>
        <Icon name="cross" />
      </button>
    </li>
  )
}
