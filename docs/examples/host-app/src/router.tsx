import { type ComponentProps, type MouseEvent, useEffect, useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()

/** Goes to another page of the app without loading the app anew. */
export function navigate(url: string): void {
  move(() => history.pushState(null, '', url))
}

/** Goes to another page, and leaves no way back to this one. */
export function redirect(url: string): void {
  move(() => history.replaceState(null, '', url))
}

function move(act: () => void): void {
  act()
  scrollTo(0, 0)
  for (const listener of listeners) listener()
}

/** The path of the page, kept up to date. */
export function usePath(): string {
  return useSyncExternalStore(subscribe, () => location.pathname)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  addEventListener('popstate', listener)
  return () => {
    listeners.delete(listener)
    removeEventListener('popstate', listener)
  }
}

/** A link between pages of the app; with a modifier key it opens as any other. */
export function Link({ href, ...rest }: ComponentProps<'a'> & { readonly href: string }) {
  function click(event: MouseEvent) {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    navigate(href)
  }
  return <a {...rest} href={href} onClick={click} />
}

/** Leads on as soon as it is shown. */
export function Redirect({ to }: { readonly to: string }) {
  useEffect(() => redirect(to), [to])
  return null
}
