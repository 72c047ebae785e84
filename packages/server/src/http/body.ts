import { type CodeOf, isTenantryError, TenantryError } from '@tenantry/core'
import { invalid } from './invalid.ts'

/** The largest request body that is read, in bytes, unless the reader asks for another. */
const MAXIMUM_BODY_BYTES = 64 * 1024

type BodyCode = Extract<CodeOf<never>, 'PAYLOAD_TOO_LARGE' | 'UNSUPPORTED_MEDIA_TYPE'>

/**
 * Reads a JSON body as text and value, never more of it than the limit.
 * @throws UNSUPPORTED_MEDIA_TYPE unless it is application/json in UTF-8.
 * @throws PAYLOAD_TOO_LARGE beyond 64 KiB.
 * @throws VALIDATION_FAILED when it is not JSON.
 */
export async function readJson(request: Request): Promise<{ readonly text: string; readonly value: unknown }> {
  if (!isJson(request.headers.get('content-type'))) throw refuse('UNSUPPORTED_MEDIA_TYPE', 415)
  const text = decode(await readBytes(request))
  try {
    return { text, value: JSON.parse(text) }
  } catch {
    throw notJson()
  }
}

function isJson(contentType: string | null): boolean {
  const [type, ...parameters] = (contentType ?? '')
    .toLowerCase()
    .split(';')
    .map((part) => part.trim())
  return type === 'application/json' && parameters.every((part) => part === '' || /^charset="?utf-?8"?$/.test(part))
}

/**
 * Lets others answer a request whose body ends in an error beyond the limit. Nothing of it is read before they read it: they may
 * say that the request is not theirs, and whoever is asked next needs it whole.
 * @throws PAYLOAD_TOO_LARGE beyond `maximum` bytes, 64 KiB unless given, whatever they made of it.
 */
export async function withinLimit<T>(
  request: Request,
  answer: (request: Request) => Promise<T>,
  maximum = MAXIMUM_BODY_BYTES,
): Promise<T> {
  if (!request.body) return answer(request)
  const chunks = chunksOf(request, maximum)
  const failures: unknown[] = []
  const source: UnderlyingDefaultSource<Uint8Array> = {
    async pull(controller) {
      try {
        const { done, value } = await chunks.next()
        if (done) controller.close()
        else controller.enqueue(value)
      } catch (error) {
        failures.push(error)
        controller.error(error)
      }
    },
    cancel: async () => void (await chunks.return()),
  }
  const half = { body: new ReadableStream(source, { highWaterMark: 0 }), duplex: 'half' }
  assertLength(request, maximum)
  const answered = await answer(new Request(request, half)).catch((error: unknown) => {
    throw failures[0] ?? error
  })
  if (failures.length > 0) throw failures[0]
  return answered
}

async function readBytes(request: Request): Promise<Uint8Array<ArrayBuffer>> {
  assertLength(request)
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of chunksOf(request)) {
    size += chunk.length
    chunks.push(chunk)
  }
  const bytes = new Uint8Array(size)
  let offset = 0
  for (const chunk of chunks) {
    bytes.set(chunk, offset)
    offset += chunk.length
  }
  return bytes
}

function assertLength({ headers }: Request, maximum = MAXIMUM_BODY_BYTES): void {
  if (Number(headers.get('content-length') ?? 0) > maximum) throw refuse('PAYLOAD_TOO_LARGE', 413)
}

async function* chunksOf({ body }: Request, maximum = MAXIMUM_BODY_BYTES): AsyncGenerator<Uint8Array, void> {
  let size = 0
  try {
    for await (const chunk of body?.values({ preventCancel: true }) ?? []) {
      size += chunk.length
      // The header may lie, or be absent.
      if (size > maximum) throw refuse('PAYLOAD_TOO_LARGE', 413)
      yield chunk
    }
  } catch (error) {
    // Who goes away in the middle of a body has sent none; that is no fault of ours.
    throw isTenantryError(error) ? error : notJson()
  } finally {
    // Not waited for: while somebody else holds a copy of the request, this ends only when they let go of it too.
    body?.cancel().catch(() => null)
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw notJson()
  }
}

function notJson(): TenantryError {
  return invalid([{ path: [], message: 'Send valid JSON.' }])
}

function refuse(code: BodyCode, status: number): TenantryError {
  return new TenantryError(code, { status })
}
