import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import budgets from './budgets.json' with { type: 'json' }

/** Measures what a host ships: the built packages through a bundler, minified and gzipped, peers left out. */
interface Budget {
  name: string
  package: string
  imports?: Record<string, '*' | string[]>
  css?: string
  limit: number
}

const packages = join(import.meta.dirname, '../..')
const peers = ['react', 'react/*', 'react-dom', 'react-dom/*', '@tanstack/react-query']

const rows = await Promise.all((budgets as Budget[]).map(measure))
console.table(rows)
if (rows.some((row) => row.over)) process.exitCode = 1

async function measure(budget: Budget) {
  const result = await build({
    stdin: { contents: entryOf(budget), resolveDir: join(packages, budget.package), loader: 'js' },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    outdir: 'out',
    external: peers,
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
  })
  const wanted = budget.css ? '.css' : '.js'
  const output = result.outputFiles.find((file) => file.path.endsWith(wanted))
  const gzip = gzipSync(output?.contents ?? '', { level: 9 }).length
  return { what: budget.name, gzip, limit: budget.limit, over: gzip > budget.limit }
}

function entryOf({ imports = {}, css }: Budget): string {
  if (css) return `import '${css}'`
  return Object.entries(imports)
    .map(([from, names]) => `export ${names === '*' ? '*' : `{ ${names.join(', ')} }`} from '${from}'`)
    .join('\n')
}
