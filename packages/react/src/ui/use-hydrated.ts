import { useSyncExternalStore } from 'react'

/**
 * Tells whether this machine may speak for itself: not on a server, nor while React takes over the page that it drew, for
 * clocks, time zones and names of countries differ from machine to machine.
 */
export function useHydrated(): boolean {
  return useSyncExternalStore(never, yes, no)
}

const never = () => () => {}
const yes = () => true
const no = () => false
