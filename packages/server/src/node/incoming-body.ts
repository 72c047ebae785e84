import type { IncomingMessage } from 'node:http'

/** The body of a request: what a body parser made of it, or a stream that takes nothing before it is read. */
export function bodyOf(incoming: IncomingMessage): BodyInit | null {
  if (incoming.method === 'GET' || incoming.method === 'HEAD') return null
  return incoming.readableDidRead ? parsedBody(incoming) : lazyBody(incoming)
}

function parsedBody(incoming: IncomingMessage): BodyInit | null {
  const body: unknown = 'body' in incoming ? incoming.body : undefined
  if (body === undefined || body === null) return null
  return typeof body === 'string' || body instanceof Uint8Array ? (body as BodyInit) : JSON.stringify(body)
}

// `Readable.toWeb` begins to read at once, and what it took is lost to whoever is asked next.
function lazyBody(incoming: IncomingMessage): ReadableStream<Uint8Array> {
  let chunks: AsyncIterator<Uint8Array> | undefined
  const source: UnderlyingDefaultSource<Uint8Array> = {
    async pull(controller) {
      chunks ??= incoming.iterator({ destroyOnReturn: false })
      const { done, value } = await chunks.next()
      if (done) controller.close()
      // A copy of its own kind: Node's buffers share memory.
      else controller.enqueue(new Uint8Array(value))
    },
    cancel: async () => void (await chunks?.return?.()),
  }
  return new ReadableStream(source, { highWaterMark: 0 })
}
