import type { OpenApiDocument } from '@tenantry/core/openapi'
import { refuseChange } from '../http/answer.ts'
import { icon } from './icon.ts'
import { paths } from './page.ts'
import { referencePage } from './reference.ts'
import { style } from './style.ts'
import { type DocsViewer, viewerPage } from './viewer.ts'

const HEADERS = {
  // Pictures within style sheets are all that a viewer may bring inline.
  'content-security-policy':
    "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

interface Resource {
  readonly type: string
  readonly body: string | Uint8Array<ArrayBuffer>
  readonly gzip?: Uint8Array<ArrayBuffer>
  /** The hash of the content; null when it stands in the path already. */
  readonly hash: string | null
}

/** Answers what is asked of the documentation; null when the request asks something else. */
export type AnswerDocs = (request: Request, path: string) => Promise<Response | null>

/**
 * Serves the document at `/openapi.json`, a page to read at `/redoc`, and at `/docs` the viewer, or the same page without one.
 * Nothing but these and the viewer's own files can be asked for.
 */
export function createDocs(describe: () => OpenApiDocument, viewer: DocsViewer | null): AnswerDocs {
  let resources: Promise<ReadonlyMap<string, Resource>> | null = null

  return async (request, path) => {
    if (path !== paths.document && !/^\/(?:docs|redoc)(?:\/|$)/.test(path)) return null
    resources ??= collect(describe(), viewer)
    const found = (await resources).get(path)
    if (!found) return null
    return refuseChange(request) ?? respond(request, found)
  }
}

async function collect(document: OpenApiDocument, viewer: DocsViewer | null): Promise<ReadonlyMap<string, Resource>> {
  const html = 'text/html; charset=utf-8'
  const files = await Promise.all(Object.entries((await viewer?.files()) ?? {}).map(hashed))
  const reference = referencePage(document, { ...(viewer && { 'Try it out': paths.viewer }), OpenAPI: paths.document })
  const names = files.map(([path]) => path)
  const page = viewer ? viewerPage(document.info.title, names) : reference
  const fixed = [
    [paths.document, 'application/json; charset=utf-8', JSON.stringify(document)],
    [paths.viewer, html, page],
    [paths.reference, html, reference],
    [paths.style, 'text/css; charset=utf-8', style],
    [paths.icon, 'image/svg+xml', icon],
  ] as const
  const own = fixed.map(async ([path, type, body]) => [path, { type, body, hash: await hashOf(body) }] as const)
  return new Map<string, Resource>([...(await Promise.all(own)), ...files])
}

type ViewerFiles = Awaited<ReturnType<DocsViewer['files']>>

async function hashed([name, file]: [string, ViewerFiles[string]]): Promise<readonly [string, Resource]> {
  return [`${paths.viewer}/${await hashOf(file.body)}/${name}`, { ...file, hash: null }]
}

async function hashOf(body: string | Uint8Array<ArrayBuffer>): Promise<string> {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(digest.subarray(0, 12), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function respond(request: Request, { type, body, gzip, hash }: Resource): Response {
  const headers = new Headers({ ...HEADERS, 'content-type': type })
  headers.set('cache-control', hash ? 'no-cache' : 'public, max-age=31536000, immutable')
  if (hash) headers.set('etag', `"${hash}"`)
  if (hash && request.headers.get('if-none-match')?.includes(`"${hash}"`))
    return new Response(null, { status: 304, headers })
  if (gzip) headers.set('vary', 'accept-encoding')
  const packed = acceptsGzip(request) ? gzip : undefined
  if (packed) headers.set('content-encoding', 'gzip')
  return new Response(request.method === 'HEAD' ? null : (packed ?? body), { headers })
}

// RFC 9110 §12.5.3: a weight of zero is a refusal.
function acceptsGzip({ headers }: Request): boolean {
  return /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/i.test(headers.get('accept-encoding') ?? '')
}
