import { startPostgres } from '@tenantry/testing/postgres'
import { compare } from './compare.ts'
import { growth } from './growth.ts'
import { hangUp } from './load.ts'

// `pnpm bench [compare|growth] [rows of the large crowd]`
const [part, rows = '100000'] = process.argv.slice(2)
const postgres = await startPostgres()
try {
  if (part !== 'growth') await compare(postgres.url)
  if (part !== 'compare') await growth(postgres.url, Number(rows))
} finally {
  hangUp()
  await postgres.stop()
}
