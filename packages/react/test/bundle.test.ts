import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { firstLoadOf, importersOf } from '@tenantry/testing/bundle'
import { expect, test } from 'vitest'
import { exhibits } from './exhibits.tsx'

const folder = join(import.meta.dirname, '..')
const door = readFileSync(join(folder, 'src/index.ts'), 'utf8')

/** The file of each component. */
const files = Object.fromEntries(
  Object.keys(exhibits).map((name) => {
    const [, path = ''] = new RegExp(`^export \\{ ${name} \\} from '\\./(.+)'$`, 'm').exec(door) ?? []
    return [name, `src/${path}`]
  }),
)

test('the widgets bring no schema along', async () => {
  expect(await importersOf('zod', "export * from '@tenantry/react'", folder)).toEqual([])
})

test('every component has a file of its own', () => {
  expect(new Set(Object.values(files)).size).toBe(Object.keys(exhibits).length)
  expect(Object.values(files)).not.toContain('src/')
})

test.for(Object.keys(exhibits))('%s alone brings no other component along, and no language', async (name) => {
  const { modules } = await firstLoadOf(`export { ${name} } from '@tenantry/react'`, folder)
  const { [name]: own = '', ...others } = files
  expect(modules).toContain(own)
  expect(Object.entries(others).flatMap(([other, file]) => (modules.includes(file) ? other : []))).toEqual([])
  expect(modules.filter((path) => /messages\/(?!en\b)[a-z]{2}\b/.test(path))).toEqual([])
})

test('all of them together bring every component', async () => {
  const { modules } = await firstLoadOf("export * from '@tenantry/react'", folder)
  expect(Object.values(files).filter((file) => !modules.includes(file))).toEqual([])
})
