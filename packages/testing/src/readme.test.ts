import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { complaints, namedSnippets, proofOf, tables } from './readme.ts'

const root = join(import.meta.dirname, '../../..')
const config = join(root, 'tsconfig.json')

/** Each README, and where a reader would paste its code: in a project that has installed what it names. */
const readmes: Readonly<Record<string, string>> = {
  'README.md': 'docs/examples/host-app/src',
  'packages/core/README.md': 'packages/core/src',
  'packages/react/README.md': 'docs/examples/host-app/src',
  'packages/server/README.md': 'packages/server/src',
  'packages/better-auth/README.md': 'docs/examples/host-app/src',
  'packages/kinde/README.md': 'packages/kinde/src',
  'packages/kinde/SIGN-IN.md': 'packages/kinde/src',
  'packages/clerk/README.md': 'packages/clerk/src',
  'packages/supabase/README.md': 'packages/supabase/src',
  'packages/fakes/README.md': 'packages/fakes/src',
  'docs/widgets.md': 'docs/examples/host-app/src',
  'docs/getting-started.md': 'docs/examples/host-app/src',
  'docs/architecture.md': 'docs/examples/fake-provider',
  'docs/theming.md': 'docs/examples/host-app/src',
  'docs/testing.md': 'packages/react/src',
  'docs/providers/kinde.md': 'docs/examples/fake-provider',
  'docs/providers/clerk.md': 'docs/examples/fake-provider',
  'docs/providers/supabase.md': 'docs/examples/fake-provider',
  'docs/providers/from-hand-written-kinde.md': 'docs/examples/fake-provider',
}

function sourcesOf([readme, folder]: readonly [string, string]): [string, string][] {
  const file = join(root, readme)
  const proofs = tables(file).map((table, index) => [`table-${index}.ts`, proofOf(table)] as const)
  const named = [...Object.entries(namedSnippets(file)), ...proofs]
  // Every README has a folder of its own.
  const place = join(root, folder, readme.replaceAll('/', '-'))
  return named.flatMap(([name, code]) => (code === null ? [] : [[join(place, name), code] as [string, string]]))
}

test.each([
  ['README.md', ['server.ts', 'app.tsx']],
  ['packages/core/README.md', ['onboarding.ts', 'client.ts', 'server.ts']],
  ['packages/react/README.md', ['app.tsx', 'switcher.tsx', 'members/page.tsx']],
  ['docs/widgets.md', ['organization-page.tsx', 'members.tsx', 'invite.tsx', 'people.tsx']],
  ['packages/server/README.md', ['development.ts', 'tenantry.ts', 'mount.ts']],
  ['packages/better-auth/README.md', ['provider.ts', 'session.ts']],
  ['packages/kinde/README.md', ['provider.ts', 'session.ts', 'doctor.ts', 'management.ts']],
  [
    'packages/kinde/SIGN-IN.md',
    ['kinde.ts', 'express.ts', 'hono.ts', 'fastify.ts', 'app/login/route.ts', 'page.ts', 'shared.ts'],
  ],
  ['packages/clerk/README.md', ['provider.ts', 'session.ts', 'doctor.ts']],
  ['packages/supabase/README.md', ['provider.ts', 'session.ts', 'doctor.ts']],
  ['packages/fakes/README.md', ['kinde-here.ts', 'away.ts']],
  ['docs/theming.md', ['looks.ts', 'appearance.tsx']],
  [
    'docs/testing.md',
    [
      'example.test.tsx',
      'vitest.config.ts',
      'server-with-state.ts',
      'mocks.ts',
      'members.e2e.ts',
      'stories.ts',
      'polish.ts',
    ],
  ],
  ['docs/getting-started.md', ['sign-in.tsx', 'vite.config.ts', 'App.tsx']],
  ['docs/providers/kinde.md', ['server.ts', 'app.tsx']],
  ['docs/providers/clerk.md', ['server.ts', 'app.tsx']],
  ['docs/providers/supabase.md', ['server.ts', 'app.tsx']],
])('%s shows code', (readme, names) => {
  expect(Object.keys(namedSnippets(join(root, readme)))).toEqual(names)
})

test('all of it compiles, and the tables name every option and no other', { timeout: 120_000 }, () => {
  const sources = Object.fromEntries(Object.entries(readmes).flatMap(sourcesOf))
  expect(Object.keys(sources).filter((path) => path.includes('table-')).length).toBeGreaterThan(6)
  expect(complaints(config, sources)).toEqual([])
})

test('a name that is not there does not compile, nor a table that leaves one out', () => {
  const code = `import { nothingOfTheKind } from '@tenantry/core'\nnothingOfTheKind()\n`
  const proof = proofOf({ head: '`Problem` of `@tenantry/core`', names: ['code', 'issues'] }) ?? ''
  const place = join(root, 'docs/examples/host-app/src')
  expect(complaints(config, { [join(place, 'wrong.ts')]: code, [join(place, 'short.ts')]: proof })).toHaveLength(2)
})

test.each(['core', 'server', 'kinde', 'clerk', 'supabase'])('the README of %s names its doors', (name) => {
  const folder = join(root, 'packages', name)
  const { exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const doors = tables(join(folder, 'README.md')).find(({ head }) => head === 'door')
  expect([...(doors?.names ?? [])].sort()).toEqual(
    Object.keys(exports)
      .filter((door) => door !== './package.json')
      .sort(),
  )
})

const variablesRead = ['config', 'provider-variables'].flatMap((name) => {
  const source = readFileSync(join(root, `packages/server/src/command/${name}.ts`), 'utf8')
  return [...source.matchAll(/^ {2}([A-Z_]+):/gm)].map(([, variable = '']) => variable)
})

test('the README of the server names every variable that is read', () => {
  const text = readFileSync(join(root, 'packages/server/README.md'), 'utf8')
  expect(variablesRead.length).toBeGreaterThan(20)
  expect(variablesRead.filter((name) => !text.includes(`\`${name}\``))).toEqual([])
})

test.each(['README.md', 'packages/server/README.md'])('%s names only variables that are read', (readme) => {
  const variables = tables(join(root, readme)).find(({ head }) => head === 'variable')?.names ?? []
  expect(variables.length).toBeGreaterThan(5)
  expect(variables.filter((name) => !variablesRead.includes(name))).toEqual([])
})

test('the page on looks names every token that is read, and every theme', () => {
  const [page, react] = [join(root, 'docs/theming.md'), join(root, 'packages/react')]
  const namesUnder = (title: string) => [...(tables(page).find(({ head }) => head === title)?.names ?? [])].sort()
  const css = readFileSync(join(react, 'src/styles/tokens.css'), 'utf8')
  const read = new Set([...css.matchAll(/var\(\s*(--tenantry-[\w-]+)/g)].map(([, token]) => token))
  expect(namesUnder('token')).toEqual([...read].sort())
  const { exports } = JSON.parse(readFileSync(join(react, 'package.json'), 'utf8'))
  const themes = Object.keys(exports).filter((door) => door.startsWith('./themes/'))
  expect(namesUnder('import')).toEqual(themes.map((door) => door.replace('.', '@tenantry/react')).sort())
})

test('the test that the page on testing begins with is one that runs', () => {
  const [shown, run] = [namedSnippets(join(root, 'docs/testing.md')), join(root, 'packages/react/src/testing')]
  expect(shown['example.test.tsx']).toBe(readFileSync(join(run, 'example.test.tsx'), 'utf8'))
})

test('links of a README lead to files', () => {
  const broken = Object.keys(readmes).flatMap((readme) => {
    const prose = readFileSync(join(root, readme), 'utf8').replace(/^```.*?^```$/gms, '')
    const links = [...prose.matchAll(/\]\((?!https?:)([^)#]+)\)/g)]
    return links.filter(([, path = '']) => !existsSync(join(root, readme, '..', path))).map(([, path]) => path)
  })
  expect(broken).toEqual([])
})
