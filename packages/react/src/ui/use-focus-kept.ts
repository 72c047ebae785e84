import { type RefObject, useEffect, useRef } from 'react'

/**
 * Keeps the focus in a list whose rows change, by a ref of its section: when the button that had it is gone, the row in its place gets it, or the title when
 * there is none.
 */
export function useFocusKept(): RefObject<HTMLElement | null> {
  const root = useRef<HTMLElement>(null)
  const held = useRef<{ readonly element: Element; readonly at: number }>(null)
  const rowsOf = () => [...(root.current?.querySelectorAll('tbody tr') ?? [])]

  useEffect(() => {
    const remember = ({ target }: FocusEvent) => {
      const element = target as Element
      // A dialog over the list gives the focus back to the row that opened it.
      if (element.closest('dialog')) return
      const at = rowsOf().findIndex((row) => row.contains(element))
      held.current = at < 0 ? null : { element, at }
    }
    document.addEventListener('focusin', remember)
    return () => document.removeEventListener('focusin', remember)
  })

  useEffect(() => {
    const { activeElement, body } = document
    if (!held.current || held.current.element.isConnected || (activeElement && activeElement !== body)) return
    const rows = rowsOf()
    const near = [...rows.slice(held.current.at), ...rows.slice(0, held.current.at).reverse()]
    const button = near.map((row) => row.querySelector('button')).find(Boolean)
    const target = button ?? root.current?.querySelector<HTMLElement>('[data-tenantry-title]')
    target?.focus()
  })
  return root
}
