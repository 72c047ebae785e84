import { type RefObject, useEffect, useRef } from 'react'

/**
 * Moves the focus to the new title when what a widget shows has changed, so that screen readers read on from there.
 * The first thing shown takes no focus, and neither does anything while somebody works elsewhere in the page.
 */
export function useFocusOnTitle(state: string, isSettled = true): RefObject<HTMLDivElement | null> {
  const ref = useRef<HTMLDivElement>(null)
  const shown = useRef<string>(null)

  useEffect(() => {
    if (!isSettled || shown.current === state) return
    const isFirst = shown.current === null
    shown.current = state
    const { activeElement, body } = document
    const isFree = !activeElement || activeElement === body || ref.current?.contains(activeElement)
    if (!isFirst && isFree) ref.current?.querySelector<HTMLElement>('[data-tenantry-title]')?.focus()
  }, [state, isSettled])

  return ref
}
