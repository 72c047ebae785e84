import { startPostgres } from '@tenantry/testing/postgres'
import { compare } from './compare.ts'
import { growth } from './growth.ts'
import { lists } from './lists.ts'
import { hangUp } from './load.ts'

// `pnpm bench [compare|growth|lists] [rows of the large crowd]`
const [part, rows = '100000'] = process.argv.slice(2)
const does = (name: string) => part === undefined || part === name
const postgres = await startPostgres()
try {
  if (does('compare')) await compare(postgres.url)
  if (does('growth')) await growth(postgres.url, Number(rows))
  if (does('lists')) await lists(postgres.url)
} finally {
  hangUp()
  await postgres.stop()
}
