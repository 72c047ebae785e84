import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type BuildOptions, build, type Plugin } from 'esbuild'

const sources = {
  bundle: true,
  write: false,
  format: 'esm',
  platform: 'browser',
  conditions: ['@tenantry/source'],
  logLevel: 'error',
} satisfies BuildOptions

/**
 * Bundles what a page loads from sources, by the paths it is served under: `/assets/` and the name of the entry.
 * Each language and each part that is loaded later is a file of its own.
 */
export async function bundleForBrowser(
  entries: readonly string[],
  mode: 'development' | 'production',
): Promise<ReadonlyMap<string, string>> {
  const { outputFiles } = await build({
    ...sources,
    entryPoints: [...entries],
    splitting: true,
    minify: mode === 'production',
    outdir: '/assets',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': JSON.stringify(mode) },
  })
  return new Map(outputFiles.map(({ path, text }) => [path, text]))
}

/**
 * Bundles code as a host does, from sources, and names the modules in the bundle that import a dependency.
 * An import that nothing uses is left out, as a bundler leaves it out.
 */
export async function importersOf(dependency: string, code: string, folder: string): Promise<string[]> {
  const { metafile } = await bundle(code, folder)
  const [output] = Object.values(metafile.outputs)
  return Object.keys(output?.inputs ?? {})
    .filter((path) => !path.includes('node_modules/'))
    .filter((path) => metafile.inputs[path]?.imports.some((imported) => isOf(dependency, imported.path)))
    .sort()
}

/** What a host loads at first: the modules that have something in it, and the code itself; what is loaded later is left out. */
export async function firstLoadOf(code: string, folder: string): Promise<{ modules: string[]; text: string }> {
  const { metafile, outputFiles } = await bundle(code, folder, [laterLoaded])
  const [output] = Object.values(metafile.outputs)
  const inputs = Object.entries(output?.inputs ?? {}).filter(([, { bytesInOutput }]) => bytesInOutput > 0)
  return { modules: inputs.map(([path]) => path), text: outputFiles[0]?.text ?? '' }
}

const laterLoaded: Plugin = {
  name: 'later-loaded',
  setup: ({ onResolve }) =>
    onResolve({ filter: /.*/ }, ({ kind, path }) => (kind === 'dynamic-import' ? { path, external: true } : undefined)),
}

function bundle(code: string, folder: string, plugins: Plugin[] = []) {
  return build({
    ...sources,
    stdin: { contents: code, resolveDir: folder, loader: 'js' },
    absWorkingDir: folder,
    metafile: true,
    charset: 'utf8',
    external: ['react', 'react/*', 'react-dom', 'react-dom/*', '@tanstack/react-query'],
    plugins,
  })
}

function isOf(dependency: string, path: string): boolean {
  return path.includes(`node_modules/${dependency}/`)
}

const clientReference = Symbol.for('react.client.reference')

/**
 * Bundles a built file as a framework with server components does, and gives what a server component may import from it:
 * whatever a file marked `'use client'` exports is only named there.
 */
export async function importOnServer(entry: string, folder: string): Promise<Readonly<Record<string, unknown>>> {
  const { outputFiles } = await build({
    ...sources,
    entryPoints: [entry],
    platform: 'node',
    conditions: ['react-server', '@tenantry/source'],
    nodePaths: [join(folder, 'node_modules')],
    plugins: [onlyNamed],
  })
  return import(`data:text/javascript,${encodeURIComponent(outputFiles[0]?.text ?? '')}`)
}

/** Tells whether a server component was given nothing but the name of a thing. */
export function isClientReference(thing: unknown): boolean {
  return typeof thing === 'object' && thing !== null && '$$typeof' in thing && thing.$$typeof === clientReference
}

const onlyNamed: Plugin = {
  name: 'only-named',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.js$/ }, async ({ path }) => {
      const code = await readFile(path, 'utf8')
      if (!/^["']use client["']/.test(code)) return undefined
      const [, names = ''] = /^export \{([^}]*)\}/m.exec(code) ?? []
      const exported = names
        .split(',')
        .map((name) => name.trim().split(' as ').at(-1))
        .filter(Boolean)
      const reference = `{ $$typeof: Symbol.for('react.client.reference') }`
      return { contents: exported.map((name) => `export const ${name} = ${reference}`).join('\n') }
    }),
}
