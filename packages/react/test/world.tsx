import { QueryClient } from '@tanstack/react-query'
import { type contract, createClient, type Session, type SessionUser, type TenantryClient } from '@tenantry/core'
import { mockHandlers, type RepliesOf } from '@tenantry/core/mocks'
import { getResponse, HttpResponse } from 'msw'
import type { ReactNode } from 'react'
import { TenantryProvider, type TenantryProviderProps } from '../src/index.ts'

export type Replies = RepliesOf<typeof contract>

/** A server made of replies, somebody in front of it, and the log of what was asked. */
export interface World {
  /** Every request so far, as `METHOD /path`. */
  readonly asked: string[]
  readonly client: TenantryClient
  readonly session: Session & { become(user: SessionUser | null): void }
  /** Replaces what the server answers from now on. */
  reply(replies: Replies): void
  Provider(props: Partial<TenantryProviderProps> & { readonly children: ReactNode }): ReactNode
}

export function createWorld(user: SessionUser | null, first: Replies = {}): World {
  const asked: string[] = []
  const session = createSession(user)
  let handlers = mockHandlers(first)
  const client = createClient({
    baseURL: 'http://server.example',
    getToken: () => session.getToken(),
    fetch: async (request) => {
      asked.push(`${request.method} ${new URL(request.url).pathname}`)
      const response = await getResponse(handlers, request)
      if (!response) throw new TypeError(`No reply for ${request.method} ${request.url}`)
      if (response.type === 'error') throw HttpResponse.error()
      return response
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

function createSession(first: SessionUser | null): World['session'] {
  const listeners = new Set<() => void>()
  let user = first
  const become = (next: SessionUser | null) => {
    user = next
    for (const listener of listeners) listener()
  }
  return {
    become,
    getToken: async () => (user ? 'made-up-access-token' : null),
    getUser: async () => user,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    signIn: async ({ email }) => become({ email, emailVerified: true, name: null }),
    signOut: async () => become(null),
  }
}
