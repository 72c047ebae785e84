import { contract, errorBody } from '@tenantry/core'
import { handlers } from '../handlers.ts'
import { profile } from './profile.ts'

const { health: _, webhooks: __, ...endpoints } = contract

/** The API of seed 003 and its extensions, which everything without a profile of its own speaks. */
export const main = profile({
  base: '/api',
  contract: endpoints,
  handlers,
  dialect: {
    errorBody,
    organizationOf({ params }) {
      if (typeof params !== 'object' || params === null || !('organizationId' in params)) return null
      return { id: String(params.organizationId) }
    },
  },
})
