import { expectTypeOf, test } from 'vitest'
import * as z from 'zod/mini'
import { contract } from '../contract/contract.ts'
import { endpoint } from '../contract/endpoint.ts'
import type { OrganizationStatus } from '../contract/organizations.ts'
import { createClient } from './client.ts'
import { urlOf } from './path.ts'

const client = createClient()
const organizationId = '018f0000-0000-7000-8000-000000000001'

test('gives every call the output of its endpoint', () => {
  expectTypeOf(client.organizations.status()).resolves.toEqualTypeOf<OrganizationStatus>()
  expectTypeOf<Awaited<ReturnType<typeof client.invitations.accept>>['user_role']>().toBeString()
})

test('knows only the calls of the contract', () => {
  // @ts-expect-error a misspelt verb
  client.invitations.acept
  // @ts-expect-error a misspelt noun
  client.invitation
  // @ts-expect-error the browser follows this one, a program cannot
  client.auth.verifyEmail
})

test('asks for everything an endpoint needs and for nothing else', () => {
  client.organizations.makeDefault({ params: { organizationId } }, { idempotencyKey: 'again' })
  client.organizations.create({ body: { name: 'Acme', slug: 'acme' } })
  client.organizations.status({}, { signal: AbortSignal.timeout(1) })
  // @ts-expect-error no input
  client.organizations.makeDefault()
  // @ts-expect-error no path parameter
  client.organizations.makeDefault({ params: {} })
  // @ts-expect-error a misspelt path parameter
  client.organizations.makeDefault({ params: { organisationId: organizationId } })
  // @ts-expect-error a field of the wrong type
  client.organizations.create({ body: { name: 'Acme', slug: 1 } })
  // @ts-expect-error the options stand second
  client.organizations.status({ signal: AbortSignal.timeout(1) })
})

test('lets a caller leave out parts whose every field is optional', () => {
  const members = {
    list: endpoint({
      method: 'GET',
      path: '/members',
      summary: 'List',
      auth: 'user',
      query: z.object({ limit: z.optional(z.int()) }),
      output: z.object({ total: z.int() }),
      errors: {},
    }),
  }
  const other = createClient({ contract: { members } })
  expectTypeOf(other.members.list()).resolves.toEqualTypeOf<{ total: number }>()
  other.members.list({ query: { limit: 5 } })
  // @ts-expect-error not a call of this contract
  other.organizations
})

test('builds addresses from the input of the endpoint', () => {
  expectTypeOf(urlOf(contract.auth.verifyEmail, { query: { token: 't' } }, 'https://app.example.com')).toBeString()
  // @ts-expect-error no token
  urlOf(contract.auth.verifyEmail, { query: {} })
  // @ts-expect-error no path parameter
  urlOf(contract.organizations.join)
})
