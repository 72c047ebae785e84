import { expect, test } from 'vitest'
import { contract } from './contract.ts'
import type { Endpoint } from './endpoint.ts'
import { errorBody } from './error-body.ts'
import { commonErrors, TenantryError } from './errors.ts'

test('has the form of seed 003', () => {
  expect(errorBody(new TenantryError('INVITATION_EXPIRED', { status: 410, details: { since: 'made up' } }))).toEqual({
    error: 'Gone',
    message: 'This invitation has expired. Ask for a new one.',
    code: 'INVITATION_EXPIRED',
    details: { since: 'made up' },
  })
  expect(errorBody(new TenantryError('UNAUTHENTICATED', { status: 401 }))).not.toHaveProperty('details')
})

test('knows every status that the contract has', () => {
  const endpoints: Endpoint[] = Object.values(contract).flatMap((group) => Object.values(group))
  const statuses = [commonErrors, ...endpoints.map(({ errors }) => errors)].flatMap((errors) => Object.values(errors))
  for (const status of statuses) expect(errorBody(new TenantryError('INTERNAL', { status })).error).not.toBe('Error')
})
