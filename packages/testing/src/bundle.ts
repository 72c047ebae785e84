import { build } from 'esbuild'

/**
 * Bundles code as a host does, from sources, and names the modules in the bundle that import a dependency.
 * An import that nothing uses is left out, as a bundler leaves it out.
 */
export async function importersOf(dependency: string, code: string, folder: string): Promise<string[]> {
  const { metafile } = await build({
    stdin: { contents: code, resolveDir: folder, loader: 'js' },
    absWorkingDir: folder,
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'browser',
    conditions: ['@tenantry/source'],
    external: ['react', 'react/*', 'react-dom', 'react-dom/*', '@tanstack/react-query'],
    logLevel: 'error',
  })
  const [bundle] = Object.values(metafile.outputs)
  return Object.keys(bundle?.inputs ?? {})
    .filter((path) => !path.includes('node_modules/'))
    .filter((path) => metafile.inputs[path]?.imports.some((imported) => isOf(dependency, imported.path)))
    .sort()
}

function isOf(dependency: string, path: string): boolean {
  return path.includes(`node_modules/${dependency}/`)
}
