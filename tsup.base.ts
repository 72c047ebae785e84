import { readFileSync } from 'node:fs'
import type { Options } from 'tsup'

type Door = string | Record<string, string>
type Plugin = NonNullable<Options['esbuildPlugins']>[number]

/**
 * Builds a package file by file, with declarations for the doors that its package.json names.
 * One file per module lets a bundler leave out what a host does not use: with one bundle,
 * `createOnboarding` alone weighed 19.3 kB gzip instead of 5.9 kB, for the contract came along.
 */
export function doors(folder: string): Options {
  const { exports } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'))
  const sources = Object.values<Door>(exports).flatMap((door) => (typeof door === 'string' ? [] : [door[source] ?? '']))
  const tests = ['!src/**/*.test.*', '!src/**/*.test-d.*']
  return {
    entry: ['src/**/*.{ts,tsx}', ...tests, ...sources.filter((path) => path.endsWith('.css'))],
    format: 'esm',
    target: 'es2022',
    platform: 'neutral',
    external: [/^node:/],
    esbuildPlugins: [keepModules],
    dts: { entry: named(sources.filter((path) => path.endsWith('.ts'))) },
    sourcemap: true,
    clean: true,
  }
}

const source = '@tenantry/source'

const keepModules: Plugin = {
  name: 'keep-modules',
  setup(build) {
    build.onResolve({ filter: /^\..*\.tsx?$/ }, ({ kind, path }) =>
      kind === 'entry-point' ? undefined : { path: path.replace(/\.tsx?$/, '.js'), external: true },
    )
  },
}

function named(paths: string[]): Record<string, string> {
  return Object.fromEntries(paths.map((path) => [path.replace('./src/', '').replace(/\.\w+$/, ''), path]))
}
