import { type RefObject, useEffect, useRef } from 'react'

/** Gives the focus of a row that has left the list to the next button in it, or to the title when none is left. */
export function useRowFocus(list: RefObject<HTMLElement | null>, count: number): void {
  const before = useRef(count)
  useEffect(() => {
    const isShorter = count < before.current
    before.current = count
    const { activeElement, body } = document
    if (!isShorter || (activeElement && activeElement !== body)) return
    list.current?.querySelector<HTMLElement>('button')?.focus()
  }, [count, list])
}
