import { expect } from 'vitest'
import { section } from './world.ts'

export const overview = section('API Specification', [
  [
    'This specification covers all API endpoints required for the four onboarding scenarios with proper multi-organization database integration.',
    async ({ send }) => {
      const endpoints = [
        'GET /api/user/organization-status',
        'POST /api/auth/signup-with-invitation',
        'POST /api/organizations',
        'POST /api/invitations/accept',
        'POST /api/invitations/decline',
        'GET /api/invitations/validate-token',
        'GET /api/auth/verify-email',
        'POST /api/dashboard/pending-invitations',
      ]
      for (const endpoint of endpoints) {
        const [method = '', path = ''] = endpoint.split(' ')
        expect((await send(method, path)).body, endpoint).toMatchObject({
          code: expect.stringMatching(/^(UNAUTHENTICATED|VALIDATION_FAILED|UNSUPPORTED_MEDIA_TYPE)$/),
        })
      }
    },
  ],
])
