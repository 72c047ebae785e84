import { type CodeOf, isTenantryError, TenantryError } from '@tenantry/core'

/** The largest request body that is read, in bytes. */
const MAXIMUM_BODY_BYTES = 64 * 1024

type BodyCode = Extract<CodeOf<never>, 'PAYLOAD_TOO_LARGE' | 'UNSUPPORTED_MEDIA_TYPE' | 'VALIDATION_FAILED'>

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
 * The same request with its body in memory, for those who read bodies of any size.
 * @throws PAYLOAD_TOO_LARGE beyond 64 KiB.
 */
export async function bounded(request: Request): Promise<Request> {
  if (!request.body) return request
  return new Request(request, { body: await readBytes(request) })
}

async function readBytes(request: Request): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers.get('content-length') ?? 0) > MAXIMUM_BODY_BYTES) throw refuse('PAYLOAD_TOO_LARGE', 413)
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of request.body ?? []) {
      size += chunk.length
      // The header may lie, or be absent.
      if (size > MAXIMUM_BODY_BYTES) throw refuse('PAYLOAD_TOO_LARGE', 413)
      chunks.push(chunk)
    }
  } catch (error) {
    // Who goes away in the middle of a body has sent none; that is no fault of ours.
    throw isTenantryError(error) ? error : notJson()
  }
  const bytes = new Uint8Array(size)
  let offset = 0
  for (const chunk of chunks) {
    bytes.set(chunk, offset)
    offset += chunk.length
  }
  return bytes
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw notJson()
  }
}

function notJson(): TenantryError {
  const issues = [{ path: [], message: 'Send valid JSON.' }]
  return new TenantryError('VALIDATION_FAILED', { status: 400, details: { issues } })
}

function refuse(code: BodyCode, status: number): TenantryError {
  return new TenantryError(code, { status })
}
