/** Tells this page's listeners, and the other tabs of the site, that somebody signed in or out. */
export interface Announcer {
  /** Tells the listeners of this page. */
  notify(): void
  /** Tells this page and every other tab. */
  announce(): void
  /** Begins to hear other tabs. */
  listen(): void
  subscribe(listener: () => void): () => void
}

/** Creates an announcer; `heard` runs before the listeners when another tab has announced something. */
export function createAnnouncer(name: string, heard: () => void): Announcer {
  const listeners = new Set<() => void>()
  let channel: BroadcastChannel | undefined

  return { notify, announce, listen, subscribe }

  function notify(): void {
    for (const listener of listeners) listener()
  }

  function announce(): void {
    listen()
    channel?.postMessage(null)
    notify()
  }

  function listen(): void {
    if (channel || typeof BroadcastChannel === 'undefined') return
    channel = new BroadcastChannel(name)
    channel.onmessage = () => {
      heard()
      notify()
    }
    // Only Node has it, where an open channel would keep the process from ending.
    if ('unref' in channel && typeof channel.unref === 'function') channel.unref()
  }

  function subscribe(listener: () => void): () => void {
    listen()
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
    }
  }
}
