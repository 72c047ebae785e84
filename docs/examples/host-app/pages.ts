import { readdir, readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
}

const headers = {
  'content-security-policy': "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  // A page that opened the app in a window of its own cannot send it elsewhere.
  'cross-origin-opener-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
}

/** A built single-page app, ready to be served. */
export interface Pages {
  /** The file that lies at a path; null when none does. */
  file(pathname: string): Response | null
  /** The page that draws every route of the app. */
  page(status?: number): Response
}

/**
 * Reads a built single-page app into memory: it is small, and what is not in it cannot be asked for.
 * @throws Error in words when it was not built
 */
export async function readPages(folder: string): Promise<Pages> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const files = new Map<string, Buffer<ArrayBuffer>>()
  for (const path of paths) files.set(`/${relative(folder, path).replaceAll(sep, '/')}`, await readFile(path))
  const index = files.get('/index.html')
  if (!index) throw new Error('The pages are not built yet. Run: pnpm --filter @tenantry/host-app build')

  return {
    file(pathname) {
      const body = files.get(pathname)
      if (!body) return null
      // What lies in /assets has the hash of its content in its name.
      const cache = pathname.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'
      return respond(body, 200, types[extname(pathname)] ?? 'application/octet-stream', cache)
    },
    page: (status = 200) => respond(index, status, types['.html'] ?? '', 'no-store'),
  }
}

function respond(body: Buffer<ArrayBuffer>, status: number, type: string, cache: string): Response {
  return new Response(body, { status, headers: { ...headers, 'content-type': type, 'cache-control': cache } })
}
