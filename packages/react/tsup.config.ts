import { readFile } from 'node:fs/promises'
import { defineConfig, type Options } from 'tsup'
import { doors } from '../../tsup.base.ts'

// A server component may call these, to ask for data ahead; the door leads to them and to all others.
const onServers = /src[\\/](?:index|.*queries|query[\\/](?:keys|paging|patch|query-client))\.ts$/

/** Marks every other file: some bundlers go past the door straight to the one they need. */
const useClient: NonNullable<Options['esbuildPlugins']>[number] = {
  name: 'use-client',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.tsx?$/ }, async ({ path }) => {
      if (onServers.test(path)) return undefined
      // On the first line, so that source maps stay right.
      const contents = `'use client';${await readFile(path, 'utf8')}`
      return { contents, loader: path.endsWith('x') ? 'tsx' : 'ts' }
    }),
}

const base = doors(import.meta.dirname)

export default defineConfig({ ...base, esbuildPlugins: [...(base.esbuildPlugins ?? []), useClient] })
