import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { en } from '@tenantry/core/messages/en'
import { expect, test } from 'vitest'

const source = join(import.meta.dirname, '../../src')
/** An action where it is written down: in an event, in the table of a member's changes, and in the notes of a provider's webhooks. */
const WRITTEN = /(?:action: |change_role: |change_team: |suspend: |reactivate: |note\([^']*)'([a-z_]+\.[a-z_]+)'/g

test('every action that the server writes down has its sentence, and no other has one', () => {
  const files = globSync('**/*.ts', { cwd: source }).filter((file) => !file.includes('.test.'))
  const written = files.flatMap((file) =>
    [...readFileSync(join(source, file), 'utf8').matchAll(WRITTEN)].map(([, action = '']) => action.replace('.', '_')),
  )
  const said = Object.keys(en.audit).filter((key) => /_(?!request$)/.test(key))
  expect([...new Set(written)].sort()).toEqual(said.sort())
})
