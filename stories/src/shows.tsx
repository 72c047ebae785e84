import type { Decorator } from '@storybook/react-vite'
import { QueryClient } from '@tanstack/react-query'
import type { SessionUser } from '@tenantry/core'
import { type ReactNode, useState } from 'react'
import { action } from 'storybook/actions'
import { ann } from '../../packages/react/test/people.ts'
import { createWorld, type Replies } from '../../packages/react/test/world.tsx'
import { forget } from './forget.ts'
import { BESIDE } from './looks.ts'
import { useLook } from './page.tsx'
import { type Act, settle } from './settle.ts'

/** What an endpoint may be made to answer. */
export type ReplyTo<N extends keyof Replies, V extends keyof NonNullable<Replies[N]>> = NonNullable<
  NonNullable<Replies[N]>[V]
>

interface Scene {
  /** Who is in front of the server. @default Ann, an admin */
  readonly user?: SessionUser | null
  /** What somebody does before the state is reached. */
  readonly act?: Act
}

/**
 * A story of a state of a widget: the `data-tenantry-state` that it comes to, and the replies of the server that lead there,
 * made anew for each showing since some servers remember.
 */
export function shows(state: string, replies: () => Replies, { user = ann, act }: Scene = {}) {
  const decorator: Decorator = (Story) => (
    <Stage user={user} replies={replies}>
      <Story />
    </Stage>
  )
  return { decorators: [decorator], play: settle(state, act), tags: act ? [BESIDE] : [] }
}

interface StageProps {
  readonly user: SessionUser | null
  readonly replies: () => Replies
  readonly children: ReactNode
}

function Stage({ user, replies, children }: StageProps) {
  const [{ Provider }] = useState(() => {
    forget()
    return createWorld(user, replies())
  })
  const [queryClient] = useState(impatient)
  const { locale, appearance } = useLook()
  return (
    <Provider locale={locale} appearance={appearance} queryClient={queryClient} onNavigate={action('navigate')}>
      {children}
    </Provider>
  )
}

/** A story shows how it ends when the server is away, not the three seconds of trying before. */
function impatient(): QueryClient {
  const queryClient = new QueryClient()
  const usual = queryClient.defaultQueryOptions.bind(queryClient) as (options: object) => object
  return Object.assign(queryClient, {
    defaultQueryOptions: (options: object) => ({ ...usual(options), retry: false }),
  })
}
