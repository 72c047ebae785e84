import { join } from 'node:path'
import { expect, test } from 'vitest'
import { complaints, namedSnippets } from './readme.ts'

const root = join(import.meta.dirname, '../../..')
// Where a reader would paste them: in an app that has all packages installed.
const app = join(root, 'docs/examples/host-app/src')
const snippets = namedSnippets(join(root, 'README.md'))

test('the README shows a server and an app', () => {
  expect(Object.keys(snippets)).toEqual(['server.ts', 'app.tsx'])
})

test('its code compiles', () => {
  const pasted = Object.entries(snippets).map(([name, code]) => [join(app, name), code])
  expect(complaints(join(root, 'tsconfig.json'), Object.fromEntries(pasted))).toEqual([])
})

test('a snippet that uses a name that is not there does not compile', () => {
  const code = `import { nothingOfTheKind } from '@tenantry/core'\nnothingOfTheKind()\n`
  expect(complaints(join(root, 'tsconfig.json'), { [join(app, 'wrong.ts')]: code })).toHaveLength(1)
})
