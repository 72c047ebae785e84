import { type QueryClient, QueryClientContext, QueryClientProvider } from '@tanstack/react-query'
import { createClient, type Session, type TenantryClient } from '@tenantry/core'
import type { MessageOverrides, Messages } from '@tenantry/core/messages'
import { type ReactNode, use, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { type ActiveOrganization, createActiveOrganization } from '../organizations/active-organization.ts'
import { tenantryKey } from '../query/keys.ts'
import { createQueryClient } from '../query/query-client.ts'
import type { Appearance } from './appearance.ts'
import { type Tenantry, TenantryContext } from './context.ts'
import { emailOf } from './email-of.ts'
import { canonicalLocale, useTranslator } from './use-translator.ts'

/** Who is signed in, where the server is, and what language and looks the widgets have. */
export interface TenantryProviderProps {
  /** The browser side of the provider that signs people in. */
  readonly session: Session
  /** A client of the host's own. @default one for `baseURL` that carries the token of the session and asks for the locale */
  readonly client?: TenantryClient
  /** Where the server is. @default the origin of the page */
  readonly baseURL?: string
  /** The language of the widgets, their numbers and dates, and of the mails they cause, as a BCP 47 tag. @default 'en' */
  readonly locale?: string
  /** The host's own words: a few of them, or a whole language. */
  readonly messages?: Messages | MessageOverrides
  /** How the widgets look. */
  readonly appearance?: Appearance
  /** The organization to work in, where the host keeps it, such as in its addresses. @default the one chosen in this tab, else the default one */
  readonly organizationId?: string
  /** Called when somebody switches to another organization. */
  readonly onOrganizationChange?: (organizationId: string) => void
  /** Goes to another address. @default location.assign */
  readonly onNavigate?: (url: string) => void
  /** A query cache of the host's own. @default that of the `QueryClientProvider` above, else a new one */
  readonly queryClient?: QueryClient
  readonly children?: ReactNode
}

const noAppearance: Appearance = {}

/** Gives the hooks and widgets below it their client, session, language, appearance and query cache. */
export function TenantryProvider(props: TenantryProviderProps) {
  const { session, baseURL, locale = 'en', messages, appearance = noAppearance, children } = props
  const { onNavigate: navigate = assign, organizationId = null, onOrganizationChange } = props
  const [activeOrganization] = useState(createActiveOrganization)
  const above = use(QueryClientContext)
  const [ownQueryClient] = useState(createQueryClient)
  const queryClient = props.queryClient ?? above ?? ownQueryClient
  const language = useTranslator(locale, messages)

  const own = useOwnClient(session, baseURL, locale)
  const client = props.client ?? own
  const person = useForgetting(session, queryClient, activeOrganization)
  const tenantry = useMemo<Tenantry>(
    () => ({
      client,
      session,
      person,
      appearance,
      navigate,
      activeOrganization,
      organizationId,
      onOrganizationChange,
      ...language,
    }),
    [client, session, person, appearance, navigate, activeOrganization, organizationId, onOrganizationChange, language],
  )

  return (
    <QueryClientProvider client={queryClient}>
      <TenantryContext value={tenantry}>{children}</TenantryContext>
    </QueryClientProvider>
  )
}

// The same client for every language: whoever holds it, such as a flow under way, goes on in the new one.
function useOwnClient(session: Session, baseURL: string | undefined, locale: string): TenantryClient {
  const latest = useRef(locale)
  useLayoutEffect(() => {
    latest.current = locale
  }, [locale])

  return useMemo(
    () =>
      createClient({
        ...(baseURL && { baseURL }),
        getToken: () => session.getToken(),
        headers: () => ({ 'accept-language': canonicalLocale(latest.current) }),
      }),
    [session, baseURL],
  )
}

// Whose answers a cache holds: a host's own may outlive the provider under which they were asked for.
const owners = new WeakMap<QueryClient, string | null>()

/** Who was signed in last, and how many others before. */
interface Person {
  readonly email: string | null
  readonly nth: number
}

// Whoever comes back to where they were signed out goes on there.
const next = (last: Person, email: string): Person =>
  last.email === email ? last : { email, nth: last.email === null ? last.nth : last.nth + 1 }

// What one person was told or has chosen is not for the next. Sessions also call for a fresh token: that changes nobody.
function useForgetting(session: Session, queryClient: QueryClient, activeOrganization: ActiveOrganization): number {
  const [person, setPerson] = useState<Person>({ email: null, nth: 0 })
  useEffect(() => {
    async function look(asking: ReturnType<typeof emailOf>) {
      const email = await asking
      // A session that cannot be asked has changed nobody.
      if (email === undefined) return
      if (email) {
        activeOrganization.belongTo(email)
        setPerson((last) => next(last, email))
      }
      const isAnother = owners.has(queryClient) && owners.get(queryClient) !== email
      owners.set(queryClient, email)
      if (isAnother) await queryClient.resetQueries({ queryKey: tenantryKey })
    }
    let looking = look(emailOf(session))
    return session.subscribe(() => {
      // Asked at once: whoever signs out and in again has been away in between.
      const asking = emailOf(session)
      looking = looking.then(() => look(asking))
    })
  }, [session, queryClient, activeOrganization])
  return person.nth
}

function assign(url: string) {
  location.assign(url)
}
