import { dehydrate, QueryClient } from '@tanstack/react-query'
import { renderToReadableStream, renderToString } from 'react-dom/server'
import { prefetch } from './exhibits.tsx'
import { type Given, Page } from './page.tsx'
import { ann } from './people.ts'
import { createWorld, type Replies } from './world.tsx'

/** A page as a host's server draws it, and what the browser needs to take it over. */
export interface Drawn {
  readonly html: string
  readonly given: Given
}

export interface DrawOptions {
  readonly locale?: Given['locale']
  /** Whether the server asks for what the component shows. @default true */
  readonly isAhead?: boolean
}

/** Asks ahead for what components show, and draws them, as a server does. */
export async function draw(
  names: readonly string[],
  replies: Replies,
  { locale = 'en', isAhead = true }: DrawOptions = {},
): Promise<Drawn> {
  const { client } = createWorld(ann, replies)
  const queries = new QueryClient()
  if (isAhead) await Promise.all(names.map((name) => prefetch(name, queries, client)))
  const given: Given = { names, locale, state: JSON.parse(JSON.stringify(dehydrate(queries))) }
  return { html: renderToString(<Page {...given} client={client} />), given }
}

/** Draws a page as it is drawn bit by bit. */
export async function stream(given: Given, replies: Replies): Promise<string> {
  const { client } = createWorld(ann, replies)
  const body = await renderToReadableStream(<Page {...given} client={client} />)
  await body.allReady
  return new Response(body).text()
}
