import { QueryClient } from '@tanstack/react-query'
import { type contract, createClient, type SessionUser, type TenantryClient } from '@tenantry/core'
import { type MockSession, mockFetch, mockHandlers, mockSession, type RepliesOf } from '@tenantry/core/mocks'
import type { ReactNode } from 'react'
import { TenantryProvider, type TenantryProviderProps } from '../src/index.ts'

export type Replies = RepliesOf<typeof contract>

/** A server made of replies, somebody in front of it, and the log of what was asked. */
export interface World {
  /** Every request so far, as `METHOD /path`. */
  readonly asked: string[]
  readonly client: TenantryClient
  readonly session: MockSession
  /** Replaces what the server answers from now on. */
  reply(replies: Replies): void
  Provider(props: Partial<TenantryProviderProps> & { readonly children: ReactNode }): ReactNode
}

export function createWorld(user: SessionUser | null, first: Replies = {}): World {
  const asked: string[] = []
  const session = mockSession(user)
  let handlers = mockHandlers(first)
  const client = createClient({
    baseURL: 'http://server.example',
    getToken: () => session.getToken(),
    fetch: async (request) => {
      asked.push(`${request.method} ${new URL(request.url).pathname}`)
      return mockFetch(handlers)(request)
    },
  })
  const queryClient = new QueryClient()
  return {
    asked,
    client,
    session,
    reply(replies) {
      handlers = mockHandlers(replies)
    },
    // biome-ignore lint/correctness/noComponentHookFactories: a test makes one world and renders it
    Provider: (props) => (
      <TenantryProvider client={client} session={session} queryClient={queryClient} onNavigate={() => {}} {...props} />
    ),
  }
}
