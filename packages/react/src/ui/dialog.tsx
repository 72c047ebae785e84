import { type ReactNode, useId, useLayoutEffect, useRef } from 'react'
import { Icon } from './icon.tsx'
import { useWidget, Voiced } from './widget.tsx'

export interface DialogProps {
  readonly title: string
  readonly text?: string
  /** Holds a widget that has its own title, a card or a page of parts; `title` is then for screen readers. */
  readonly around?: 'card' | 'page'
  /** Holds what would be lost: a click beside the dialog does not close it. */
  readonly hasFields?: boolean
  /** Called by Escape, and by a click beside the dialog; one that goes on being drawn stays open. */
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A question over everything else, on phones a sheet; the focus comes back when it leaves. */
export function Dialog({ title, text, around, hasFields, onClose, children }: DialogProps) {
  const { slot, level, translator } = useWidget()
  const ref = useRef<HTMLDialogElement>(null)
  const id = useId()
  const Heading = level === 1 ? 'h2' : 'h3'

  // Before the page changes: closing gives the focus back to the opener, taking an open dialog out of the page loses it.
  useLayoutEffect(() => {
    const dialog = ref.current
    const opener = document.activeElement
    show(dialog)
    return () => {
      const widget = dialog?.closest('[data-tenantry-widget]')
      dialog?.close()
      if (opener?.isConnected) return
      // The row that it stood in has left. A list that knows better whom to give the focus does so first.
      setTimeout(() => {
        if (document.activeElement === document.body)
          widget?.querySelector<HTMLElement>('[data-tenantry-title]')?.focus()
      })
    }
  }, [])

  // Some closings cannot be cancelled, such as by a second Escape, even while an act is under way. The event comes late:
  // under StrictMode the dialog may be open again.
  function close() {
    const dialog = ref.current
    if (!dialog || dialog.open) return
    onClose()
    queueMicrotask(() => dialog.isConnected && !dialog.open && show(dialog))
  }

  return (
    <dialog
      ref={ref}
      className={slot('dialog')}
      data-around={around}
      aria-label={around && title}
      aria-labelledby={around ? undefined : `${id}title`}
      aria-describedby={text && `${id}text`}
      closedby={around || hasFields ? 'closerequest' : 'any'}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClose={close}
    >
      {around ? (
        <button
          type="button"
          className={slot('iconButton')}
          aria-label={translator.t('inbox.close')}
          onClick={onClose}
          data-close=""
        >
          <Icon name="cross" />
        </button>
      ) : (
        <Heading className={slot('title')} id={`${id}title`}>
          {title}
        </Heading>
      )}
      {text && (
        <p className={slot('text')} id={`${id}text`}>
          {text}
        </p>
      )}
      <Voiced>{children}</Voiced>
    </dialog>
  )
}

function show(dialog: HTMLDialogElement | null) {
  dialog?.showModal()
  dialog?.querySelector<HTMLElement>('[data-autofocus]')?.focus()
}
