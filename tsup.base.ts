import { readFileSync } from 'node:fs'
import type { Options } from 'tsup'

type Door = string | Record<string, string>

/** Builds every door that the package.json of the folder names, so that none is written twice. */
export function doors(folder: string): Options {
  const { exports, bin } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'))
  const sources = Object.values<Door>(exports).flatMap((door) => (typeof door === 'string' ? [] : [door[source] ?? '']))
  const commands = Object.values<string>(bin ?? {}).map((path) => path.replace('dist/', 'src/').replace(/js$/, 'ts'))
  return {
    entry: named([...sources, ...commands]),
    format: 'esm',
    target: 'es2022',
    platform: 'neutral',
    external: [/^node:/],
    dts: { entry: named(sources.filter((path) => path.endsWith('.ts'))) },
    sourcemap: true,
    clean: true,
    treeshake: true,
  }
}

const source = '@tenantry/source'

function named(paths: string[]): Record<string, string> {
  return Object.fromEntries(paths.map((path) => [path.replace('./src/', '').replace(/\.\w+$/, ''), path]))
}
