import { startPostgres } from '@tenantry/testing/postgres'
import { compare } from './compare.ts'
import { growth } from './growth.ts'
import { hangUp } from './load.ts'

const postgres = await startPostgres()
try {
  const [part] = process.argv.slice(2)
  if (part !== 'growth') await compare(postgres.url)
  if (part !== 'compare') await growth(postgres.url)
} finally {
  hangUp()
  await postgres.stop()
}
