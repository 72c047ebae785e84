import { copyFileSync, mkdirSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/**
 * Copies what is served of Swagger UI, and its licence, into the package: as a dependency it would weigh 13 MB with its source maps,
 * and report every installation to its makers.
 */
const from = import.meta.resolve('swagger-ui-dist/package.json')
const to = new URL('../viewer/', import.meta.url)
const files = ['swagger-ui.css', 'swagger-ui-bundle.js', 'swagger-ui-bundle.js.LICENSE.txt', 'LICENSE', 'NOTICE']

rmSync(to, { recursive: true, force: true })
mkdirSync(to)
for (const name of files) copyFileSync(fileURLToPath(new URL(name, from)), fileURLToPath(new URL(name, to)))
