import { useEffect, useState } from 'react'
import { linkOf } from './link-token.ts'

/** The token of the invitation link that was opened last, and how many were opened after the page itself. */
export interface OpenedLink {
  readonly token: string | null
  readonly nth: number
}

/** Reads the token of the link that opened the page, or was opened in it since, and takes it out of the address bar. */
export function useLinkToken(isWanted: boolean): OpenedLink {
  const [opened, setOpened] = useState<OpenedLink>(() => ({ token: isWanted ? tokenHere() : null, nth: 0 }))

  useEffect(() => {
    if (!isWanted) return
    takeToken()
    // A link pasted over the address brings both; whichever comes first takes the token.
    const follow = () => {
      const token = takeToken()
      if (token) setOpened(({ nth }) => ({ token, nth: nth + 1 }))
    }
    addEventListener('popstate', follow)
    addEventListener('hashchange', follow)
    return () => {
      removeEventListener('popstate', follow)
      removeEventListener('hashchange', follow)
    }
  }, [isWanted])

  return opened
}

function tokenHere(): string | null {
  return typeof location === 'undefined' ? null : (linkOf(location.href)?.token ?? null)
}

/** Takes it out: in the address it ends up in histories, in bookmarks, and in the Referer of the next page. */
function takeToken(): string | null {
  const link = linkOf(location.href)
  if (link) history.replaceState(history.state, '', link.href)
  return link?.token ?? null
}
