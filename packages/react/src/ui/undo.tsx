import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { Button } from './button.tsx'
import { useWidget } from './widget.tsx'

/** Long enough to read the sentence twice. Whoever is at the button has all the time there is (WCAG 2.2.1). */
const PATIENCE_MS = 6000

export interface UndoProps {
  /** Says what is about to be done. */
  readonly text: string
  readonly onUndo: () => void
  /** Does it: the time is over, or nobody looks at it any more. */
  readonly onExpire: () => void
}

/** Stands where something was, for as long as that can be taken back; leaving the page or the list does it at once. */
export function Undo({ text, onUndo, onExpire }: UndoProps) {
  const { slot, translator } = useWidget()
  const [isHeld, setIsHeld] = useState(false)
  const isOver = useRef(false)
  const root = useRef<HTMLDivElement>(null)
  const leaving = useRef<ReturnType<typeof setTimeout>>(undefined)
  const expire = useEffectEvent(() => {
    if (isOver.current) return
    isOver.current = true
    onExpire()
  })

  useEffect(() => {
    if (isHeld) return
    const timer = setTimeout(() => expire(), PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [isHeld])

  useEffect(() => {
    const leave = () => document.visibilityState === 'hidden' && expire()
    document.addEventListener('visibilitychange', leave)
    return () => document.removeEventListener('visibilitychange', leave)
  }, [])

  // Another page, another filter or another screen: what was asked for is done. StrictMode comes back in the same moment.
  useEffect(() => {
    clearTimeout(leaving.current)
    return () => {
      leaving.current = setTimeout(() => expire())
    }
  }, [])

  function undo() {
    const row = root.current?.closest('tr')
    isOver.current = true
    onUndo()
    // With the row comes the button that all this began with.
    setTimeout(() => row?.querySelector('button')?.focus())
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the pointer above it only stops the clock
    <div
      ref={root}
      className={slot('undo')}
      onPointerEnter={() => setIsHeld(true)}
      onPointerLeave={() => setIsHeld(false)}
      // Whoever confirmed with a pointer is given the focus as well, and may be gone.
      onFocus={({ target }) => target.matches(':focus-visible') && setIsHeld(true)}
      onBlur={() => setIsHeld(false)}
    >
      <span>{text}</span>
      <Button autoFocus onClick={undo}>
        {translator.t('confirm.undo')}
      </Button>
    </div>
  )
}
