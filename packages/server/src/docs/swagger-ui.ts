import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { swaggerStart, swaggerStyle } from './swagger-start.ts'
import type { DocsViewer, ViewerFile } from './viewer.ts'

const compress = promisify(gzip)

const FILES = ['swagger-ui.css', 'swagger-ui-bundle.js']

/**
 * Swagger UI, out of files that come with this package: nothing is asked of another site.
 * @throws Error when the files are not there
 */
export function swaggerUi(): DocsViewer {
  const folder = folderOf()
  return {
    async files() {
      const own = { 'page.css': swaggerStyle, 'start.js': swaggerStart }
      const contents = [
        ...FILES.map(async (name) => [name, await readFile(new URL(name, folder))] as const),
        ...Object.entries(own).map(async ([name, text]) => [name, new TextEncoder().encode(text)] as const),
      ]
      const files = (await Promise.all(contents)).map(
        async ([name, bytes]) => [name, await fileOf(name, bytes)] as const,
      )
      return Object.fromEntries(await Promise.all(files))
    },
  }
}

// A published package brings them along (scripts/viewer.ts); a checkout that was not built has what the build copies from.
function folderOf(): URL {
  const shipped = new URL('../../viewer/', import.meta.url)
  const folder = existsSync(shipped) ? shipped : new URL('.', import.meta.resolve('swagger-ui-dist/package.json'))
  const missing = FILES.find((name) => !existsSync(new URL(name, folder)))
  if (missing) throw new Error(`${fileURLToPath(new URL(missing, folder))} is missing.`)
  return folder
}

async function fileOf(name: string, bytes: Uint8Array): Promise<ViewerFile> {
  const type = name.endsWith('.css') ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8'
  return { type, body: new Uint8Array(bytes), gzip: new Uint8Array(await compress(bytes, { level: 9 })) }
}
