import { createClient, type TenantryClient } from '@tenantry/core'
import type { TenantryOptions } from '../../src/options.ts'
import { type Engine, publicUrl, startTenantry } from '../start-tenantry.ts'
import { memoryProvider } from './memory-provider.ts'

export type Scene = Awaited<ReturnType<typeof openScene>>

/** A server beside a provider in memory, and what people do there. */
export async function openScene(engine: Engine, options: Partial<TenantryOptions> = {}) {
  const memory = await memoryProvider()
  const running = await startTenantry(engine, { provider: memory.provider, ...options })
  const fetch = (input: RequestInfo | URL, init?: RequestInit) => running.tenantry.fetch(new Request(input, init))
  const as = (subject: string): TenantryClient =>
    createClient({ baseURL: publicUrl, fetch, getToken: () => memory.token(subject, running.now()) })
  const found = async (subject: string, slug: string) =>
    (await as(subject).organizations.create({ body: { name: `The ${slug}`, slug } })).organization.id
  const statusOf = async (organizationId: string, subject = 'ada') =>
    (await as(subject).sync.get({ params: { organizationId } })).sync
  async function join(organizationId: string, subject: string, role = 'employee') {
    const email = `${subject}@example.com`
    const { results } = await as('ada').invitations.create({
      params: { organizationId },
      body: { invitations: [{ email, role }] },
    })
    await as(subject).invitations.accept({ body: { invitation_id: results[0]?.invitation?.id ?? '' } })
    return (await running.rows<{ id: string }>(`SELECT id FROM users WHERE email = '${email}'`))[0]?.id ?? ''
  }
  return { memory, running, as, found, statusOf, join, holds: memory.holds, calls: memory.calls }
}
