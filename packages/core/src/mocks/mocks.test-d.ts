import { test } from 'vitest'
import * as z from 'zod/mini'
import { endpoint } from '../contract/endpoint.ts'
import { TenantryError } from '../contract/errors.ts'
import { mockHandlers } from './mocks.ts'

const organization = { id: '018f0000-0000-7000-8000-000000000001', name: 'Acme' }

test('takes the codes an endpoint declares and the common ones', () => {
  mockHandlers({ invitations: { accept: 'INVITATION_EXPIRED', decline: 'RATE_LIMITED', pending: 'pending' } })
  mockHandlers({ invitations: { accept: new TenantryError('ORGANIZATION_FULL', { details: { seats: 5 } }) } })
  // @ts-expect-error declining fills no seat
  mockHandlers({ invitations: { decline: 'ORGANIZATION_FULL' } })
  // @ts-expect-error declining fills no seat
  mockHandlers({ invitations: { decline: new TenantryError('ORGANIZATION_FULL') } })
})

test('takes the data of the endpoint', () => {
  mockHandlers({ organizations: { join: { success: true, status: 'joined', organization } } })
  // @ts-expect-error no such status
  mockHandlers({ organizations: { join: { success: true, status: 'maybe', organization } } })
  // @ts-expect-error no such call
  mockHandlers({ organizations: { enter: 'pending' } })
})

test('gives a function the parsed input', () => {
  mockHandlers({
    organizations: {
      join: ({ params, request }) =>
        params.organizationId === organization.id && request.headers.has('authorization')
          ? { success: true, status: 'requested', organization }
          : 'ORGANIZATION_NOT_FOUND',
    },
  })
  mockHandlers({
    organizations: {
      // @ts-expect-error the input has no such part
      join: ({ query }) => ({ success: true, status: query, organization }),
    },
  })
})

test('takes any other contract', () => {
  const count = endpoint({
    method: 'GET',
    path: '/things',
    summary: 'Count things',
    auth: 'public',
    output: z.object({ total: z.int() }),
    errors: {},
  })
  mockHandlers({ things: { count: { total: 3 } } }, { contract: { things: { count } } })
  // @ts-expect-error another shape
  mockHandlers({ things: { count: { total: 'three' } } }, { contract: { things: { count } } })
})
