import { gzipSync } from 'node:zlib'
import * as esbuild from 'esbuild'
import { build as buildWithVite, type Plugin, type Rolldown } from 'vite'
import budgets from './budgets.json' with { type: 'json' }
import { installPacked } from './packed.ts'

/**
 * Measures what a host ships: the packages as they are published, through two bundlers, minified and gzipped, peers left out. So is
 * what is loaded only when it is needed, such as another language: bundlers make files of their own of that.
 */
interface Budget {
  name: string
  imports?: Record<string, '*' | string[]>
  css?: string
  limit: number
}

const peers = /^(react|react-dom|@tanstack\/react-query)(\/|$)/
const ENTRY = 'entry.js'

const leftOut: esbuild.Plugin = {
  name: 'left-out',
  setup: ({ onResolve }) =>
    onResolve({ filter: /.*/ }, ({ kind, path }) =>
      kind === 'dynamic-import' || peers.test(path) ? { path, external: true } : undefined,
    ),
}

await using project = await installPacked(['core', 'react'])

const rows = []
for (const { name, limit, ...wanted } of budgets as Budget[]) {
  const entry = entryOf(wanted)
  const kind = wanted.css ? '.css' : '.js'
  const sizes = { esbuild: weigh(await throughEsbuild(entry, kind)), vite: weigh(await throughVite(entry, kind)) }
  rows.push({ what: name, ...sizes, limit, over: Math.max(...Object.values(sizes)) > limit })
}
console.table(rows)
if (rows.some((row) => row.over)) process.exitCode = 1

function entryOf({ imports = {}, css }: Pick<Budget, 'imports' | 'css'>): string {
  if (css) return `import '${css}'`
  return Object.entries(imports)
    .map(([from, names]) => `export ${names === '*' ? '*' : `{ ${names.join(', ')} }`} from '${from}'`)
    .join('\n')
}

async function throughEsbuild(entry: string, kind: string): Promise<string> {
  const { outputFiles } = await esbuild.build({
    stdin: { contents: entry, resolveDir: project.folder, loader: 'js' },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    outdir: 'out',
    plugins: [leftOut],
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
  })
  return outputFiles.find((file) => file.path.endsWith(kind))?.text ?? ''
}

async function throughVite(entry: string, kind: string): Promise<string> {
  const output = (await buildWithVite({
    configFile: false,
    root: project.folder,
    logLevel: 'error',
    plugins: [virtual(entry)],
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: { input: ENTRY, external: peers, preserveEntrySignatures: 'strict' },
    },
  })) as Rolldown.RolldownOutput
  if (kind === '.css')
    return output.output.map((file) => (file.fileName.endsWith(kind) && 'source' in file ? file.source : '')).join('')
  return firstLoaded(output).join('')
}

/** The code of the entry and of what it cannot start without. */
function firstLoaded({ output }: Rolldown.RolldownOutput): string[] {
  const chunks = new Map(output.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file]] : [])))
  const wanted = new Set([...chunks.values()].filter(({ isEntry }) => isEntry).map(({ fileName }) => fileName))
  for (const fileName of wanted) for (const imported of chunks.get(fileName)?.imports ?? []) wanted.add(imported)
  return [...wanted].map((fileName) => chunks.get(fileName)?.code ?? '')
}

function virtual(code: string): Plugin {
  return {
    name: 'virtual-entry',
    resolveId: (id) => (id === ENTRY ? `${project.folder}/${ENTRY}` : undefined),
    load: (id) => (id.endsWith(`/${ENTRY}`) ? code : undefined),
  }
}

function weigh(text: string): number {
  return gzipSync(text, { level: 9 }).length
}
