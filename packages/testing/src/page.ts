import { createServer, request } from 'node:http'
import { build } from 'esbuild'

/** A page on a server of its own, with the API of another server at its side. */
export interface ServedPage {
  readonly url: string
  close(): Promise<void>
}

/** Bundles one entry as a host does, from sources and for production, and serves it; `/api` goes to the server behind. */
export async function servePage(entry: string, api: string): Promise<ServedPage> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    outdir: '/',
    minify: true,
    splitting: true,
    format: 'esm',
    platform: 'browser',
    jsx: 'automatic',
    conditions: ['@tenantry/source'],
    entryNames: 'page',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
  })
  const files = new Map(outputFiles.map(({ path, contents }) => [path, contents]))
  const style = files.has('/page.css') ? '<link rel="stylesheet" href="/page.css">' : ''
  const html = `<!doctype html><html lang="en"><title>Page</title>${style}<body><script type="module" src="/page.js"></script>`
  const server = createServer((incoming, answer) => {
    const { pathname } = new URL(incoming.url ?? '/', api)
    if (pathname.startsWith('/api/')) {
      const { method, headers, url = '' } = incoming
      const asked = request(
        new URL(url, api),
        { method, headers: { ...headers, host: new URL(api).host } },
        (reply) => {
          answer.writeHead(reply.statusCode ?? 502, reply.headers)
          reply.pipe(answer)
        },
      )
      asked.once('error', () => answer.destroy())
      incoming.pipe(asked)
      return
    }
    const type = pathname.endsWith('.js') ? 'text/javascript' : pathname.endsWith('.css') ? 'text/css' : 'text/html'
    answer.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(files.get(pathname) ?? html)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address?.port}`,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
