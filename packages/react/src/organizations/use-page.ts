import { useState, useSyncExternalStore } from 'react'

/** How the pages of a profile are reached: by the part of the address behind `#`, or by nothing but clicks. */
export interface Routing {
  /** Whether the page stands in the address, or leaves it alone. @default 'hash' */
  readonly routing?: 'hash' | 'none'
  /** Begins the part behind `#`. @default '/' */
  readonly path?: string
}

/** Tells which page is open, opens another, and names the address of one. */
export function usePage({ routing = 'hash', path = '/' }: Routing) {
  const hash = useSyncExternalStore(subscribe, readHash, () => '')
  const [chosen, setChosen] = useState('')
  if (routing === 'none') return { page: chosen, open: setChosen, hrefOf: () => undefined }
  const begin = `#${path}`
  return {
    page: hash.startsWith(begin) ? hash.slice(begin.length) : '',
    open: () => {},
    hrefOf: (key: string) => `${begin}${key}`,
  }
}

function subscribe(listener: () => void) {
  addEventListener('hashchange', listener)
  return () => removeEventListener('hashchange', listener)
}

const readHash = () => location.hash
