import { type DehydratedState, HydrationBoundary } from '@tanstack/react-query'
import type { TenantryClient } from '@tenantry/core'
import { pl } from '@tenantry/core/messages/pl'
import { mockSession } from '@tenantry/core/mocks'
import { useState } from 'react'
import { TenantryProvider } from '../src/index.ts'
import { exhibits } from './exhibits.tsx'
import { ann } from './people.ts'

/** What a host's server hands to the browser beside the page that it has drawn. */
export interface Given {
  /** The components on the page. */
  readonly names: readonly string[]
  readonly locale: 'en' | 'pl'
  readonly state?: DehydratedState
}

const words = { en: {}, pl: { messages: pl } }
const stay = () => {}

/** A page of a host, the same on its server and in the browser. */
export function Page({ names, locale, state, client }: Given & { readonly client: TenantryClient }) {
  const [session] = useState(() => mockSession(ann))
  return (
    <TenantryProvider client={client} session={session} locale={locale} onNavigate={stay} {...words[locale]}>
      <HydrationBoundary state={state}>
        {names.map((name) => (
          <section key={name} data-exhibit={name}>
            {exhibits[name]?.element}
          </section>
        ))}
      </HydrationBoundary>
    </TenantryProvider>
  )
}
