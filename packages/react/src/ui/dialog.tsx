import { type ReactNode, useId, useLayoutEffect, useRef } from 'react'
import { useWidget } from './widget.tsx'

export interface DialogProps {
  readonly title: string
  readonly text?: string
  /** Called by Escape, and by a click beside the dialog. */
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A question over everything else, on phones a sheet; the focus comes back when it leaves. */
export function Dialog({ title, text, onClose, children }: DialogProps) {
  const { slot, level } = useWidget()
  const ref = useRef<HTMLDialogElement>(null)
  const id = useId()
  const Heading = level === 1 ? 'h2' : 'h3'

  // Before the page changes: closing gives the focus back to the opener, taking an open dialog out of the page loses it.
  useLayoutEffect(() => {
    const dialog = ref.current
    dialog?.showModal()
    dialog?.querySelector<HTMLElement>('[data-autofocus]')?.focus()
    return () => dialog?.close()
  }, [])

  return (
    <dialog
      ref={ref}
      className={slot('dialog')}
      aria-labelledby={`${id}title`}
      aria-describedby={text && `${id}text`}
      closedby="any"
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      // Some closings cannot be cancelled. The event comes late: under StrictMode the dialog may be open again.
      onClose={() => !ref.current?.open && onClose()}
    >
      <Heading className={slot('title')} id={`${id}title`}>
        {title}
      </Heading>
      {text && (
        <p className={slot('text')} id={`${id}text`}>
          {text}
        </p>
      )}
      {children}
    </dialog>
  )
}
