import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')

const exported = [...read('packages/react/src/index.ts').matchAll(/^export \{ ([A-Z]\w+) \}/gm)].map(([, name]) => name)
const widgets = exported.filter((name) => name !== 'TenantryProvider')
const files = globSync('stories/src/*/*.stories.tsx', { cwd: root }).map(read)

function storiesOf(widget: string | undefined): string | undefined {
  return files.find((text) => text.includes(`component: ${widget},`) || text.includes(`component: ${widget} })`))
}

describe.each(widgets)('%s', (widget) => {
  test.each(['Dark', 'Arabic', 'Phone', 'Compact'])('has a story called %s', (name) => {
    expect(storiesOf(widget)).toContain(`export const ${name} = `)
  })
})

// All but the one that asks for nothing before it is there.
test.each(widgets.filter((name) => name !== 'CreateOrganization'))('%s has a story of waiting', (widget) => {
  expect(storiesOf(widget)).toContain('export const Loading = ')
})

test('knows the widgets', () => {
  expect(widgets).toHaveLength(17)
})
