import type { Session, TenantryClient } from '@tenantry/core'
import type { Translator } from '@tenantry/core/messages'
import { createContext, use } from 'react'
import type { ActiveOrganization } from '../organizations/active-organization.ts'
import type { Appearance } from './appearance.ts'

/** What every hook and widget needs of its surroundings. */
export interface Tenantry {
  readonly client: TenantryClient
  readonly session: Session
  /** Another number once somebody else has signed in: a `key` for what one person was shown or has begun, which is not for the next. */
  readonly person: number
  /** The words, numbers and dates of the chosen language; of English those that all widgets share, and others `with` their part of `messages/en`. */
  readonly translator: Translator
  /** False until the first language has arrived: the widgets show skeletons. A later one takes over once it is there. */
  readonly isTranslated: boolean
  readonly appearance: Appearance
  /** Goes to another address, by the host's router where it gave one. */
  readonly navigate: (url: string) => void
  /** The organization that this tab has chosen. */
  readonly activeOrganization: ActiveOrganization
  /** The organization that the host says is meant, such as that of its address. */
  readonly organizationId: string | null
  readonly onOrganizationChange: ((organizationId: string) => void) | undefined
}

export const TenantryContext = createContext<Tenantry | null>(null)

/**
 * Reads what `TenantryProvider` gives: the client, the session, the language, the appearance.
 * @throws TypeError outside of a `TenantryProvider`
 */
export function useTenantry(): Tenantry {
  const tenantry = use(TenantryContext)
  if (!tenantry) throw new TypeError('Tenantry components and hooks need a <TenantryProvider> above them.')
  return tenantry
}
