import { useEffect, useState } from 'react'
import { linkOf } from './link-token.ts'

/** Reads the token of the invitation link that opened the page, and takes it out of the address bar. */
export function useLinkToken(): string | null {
  const [link] = useState(() => (typeof location === 'undefined' ? null : linkOf(location.href)))

  useEffect(() => {
    // A token in the address ends up in histories, in bookmarks, and in the Referer of the next page.
    if (link) history.replaceState(history.state, '', link.href)
  }, [link])

  return link?.token ?? null
}
