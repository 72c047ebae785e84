import { expectTypeOf, test } from 'vitest'
import type { TenantryClient } from '../client/client.ts'
import type { OnboardingClient } from './client.ts'

test('the client of the contract is what the flow asks for', () => {
  expectTypeOf<TenantryClient>().toExtend<OnboardingClient>()
})
