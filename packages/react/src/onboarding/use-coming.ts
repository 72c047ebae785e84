import { useEffect } from 'react'
import { preload } from '../ui/deferred.tsx'
import type { StateName } from './screen-props.ts'
import { loadOf } from './screens.ts'

export interface ComingOptions {
  /** Somebody came by an invitation link. */
  readonly hasLink?: boolean
  /** Most who come have no organization yet. */
  readonly isCreating?: boolean
  readonly skipInvitationScreen?: boolean
}

/** Loads the screens that are likely to come next beside whatever is asked, or filled in, before them. */
export function useComing(name: StateName, { hasLink, isCreating, skipInvitationScreen }: ComingOptions): void {
  useEffect(() => {
    const coming: readonly StateName[] = [
      ...(name === 'loading' && hasLink ? (['invitation-review', 'invitation-signup'] as const) : []),
      ...(name === 'loading' && !hasLink && isCreating ? (['create-organization'] as const) : []),
      ...(name === 'create-organization' && !skipInvitationScreen ? (['invite-people'] as const) : []),
    ]
    for (const load of coming.map(loadOf)) if (load) preload(load)
  }, [name, hasLink, isCreating, skipInvitationScreen])
}
