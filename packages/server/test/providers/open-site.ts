import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@tenantry/core'
import { createDatabase } from '@tenantry/testing/database'
import { inject, onTestFinished } from 'vitest'
import { serve } from '../serve-process.ts'
import { type Before, sites } from './sites.ts'

interface Wish {
  readonly before?: Before
  readonly environment?: Readonly<Record<string, string>>
}

/** Runs `serve` with a provider on loopback and a database of its own, until the test ends. */
export async function openSite(name: keyof typeof sites, { before, environment = {} }: Wish = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'tenantry-providers-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const site = await sites[name](before)
  onTestFinished(() => site.served.stop())
  const database = await createDatabase(inject('postgresUrl'))
  onTestFinished(() => database.drop())
  const running = await serve(folder, { DATABASE_URL: database.url, ...site.environment, ...environment })
  onTestFinished(() => running.end('SIGTERM').then(() => {}))
  const person = (email: string) => {
    const subject = site.account(email)
    const getToken = () => site.token(subject)
    const client = createClient({ baseURL: running.url, getToken })
    return { email, subject, client, getToken }
  }
  return { folder, site, running, person }
}
