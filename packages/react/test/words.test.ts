import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plural } from '@tenantry/core/messages'
import { en } from '@tenantry/core/messages/en'
import { firstLoadOf } from '@tenantry/testing/bundle'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const source = join(root, 'src')
const code = globSync('**/*.{ts,tsx}', { cwd: source, exclude: ['**/*.test.*', '**/*.test-d.*'] })
  .map((file) => readFileSync(join(source, file), 'utf8'))
  .join('\n')

// Names of texts stand in the code whole, or with a part that is filled in.
const names = new Set([...code.matchAll(/['`]([a-zA-Z]+\.\w+)['`]/g)].map(([, name]) => name))
const patterns = [...code.matchAll(/`(\w+\.[^`\s]*\$\{[^`\s]*)`/g)].map(
  ([, text = '']) => new RegExp(`^${text.replace(/\$\{[^}]*\}/g, '\\w+').replaceAll('.', '\\.')}$`),
)
// Or the group is filled in, and stands in the code by itself.
const endings = new Set([...code.matchAll(/`\$\{\w+\}\.(\w+)`/g)].map(([, name]) => name))

function isSaid(group: string, name: string): boolean {
  const key = `${group}.${name}`
  if (names.has(key) || patterns.some((pattern) => pattern.test(key))) return true
  return endings.has(name) && code.includes(`group: '${group}'`)
}

test('every text is said somewhere', () => {
  // A role is named by its key, that of a host too.
  const { roles: _, ...groups } = en
  const unsaid = Object.entries(groups).flatMap(([group, texts]) =>
    Object.keys(texts).flatMap((name) => (isSaid(group, name) ? [] : `${group}.${name}`)),
  )
  expect(unsaid).toEqual([])
})

const components = [...readFileSync(join(source, 'index.ts'), 'utf8').matchAll(/export \{ ([A-Z]\w+) \} from/g)]
  .map(([, name]) => `export { ${name} } from './src/index.ts'`)
  .filter((entry) => !entry.includes('TenantryProvider'))
const parts = [...code.matchAll(/import\('\.\.?\/(\S+\.tsx)'\)/g)].map(([, file = '']) => {
  const [path] = globSync(`**/${file}`, { cwd: source })
  return `export * from './src/${path}'`
})

test.each([...components, ...new Set(parts)])('all that is said at first comes along: %s', async (entry) => {
  const { modules, text } = await firstLoadOf(`${entry}\nexport { TenantryProvider } from './src/index.ts'`, root)
  const own = modules.filter((path) => path.startsWith('src/')).map((path) => readFileSync(join(root, path), 'utf8'))
  const said = new Set([...own.join('\n').matchAll(/['`]([a-zA-Z]+\.\w+)['`]/g)].map(([, name]) => name))
  const unknown = Object.entries(en).flatMap(([group, texts]) =>
    Object.entries<string | Plural>(texts)
      .filter(([name, words]) => said.has(`${group}.${name}`) && !text.includes(longest(words)))
      .map(([name]) => `${group}.${name}`),
  )
  expect(unknown).toEqual([])
})

/** The longest stretch of a text that stands in code as it is. */
function longest(words: string | Plural): string {
  const stretches = (typeof words === 'string' ? words : words.other).split(/['"]/)
  return stretches.reduce((one, other) => (other.length > one.length ? other : one))
}
