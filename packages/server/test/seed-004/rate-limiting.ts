import { type usersContract as contractOf, usersContract } from '@tenantry/core/users'
import { expect } from 'vitest'
import { isRefused } from './proofs.ts'
import { type Observed, section, type World } from './world.ts'

type Endpoints = typeof contractOf
const all = Object.values(usersContract satisfies Endpoints).flatMap((group) => Object.values(group))

async function holds(world: World, limit: number, call: (turn: number) => Promise<Observed>) {
  for (let turn = 1; turn <= limit; turn++) expect((await call(turn)).status, `call ${turn}`).not.toBe(429)
  const refused = await call(limit + 1)
  isRefused(refused, 429, 'RATE_LIMITED')
  expect(refused.headers.get('retry-after')).toBe('60')
  world.advance(59_999)
  expect((await call(limit + 2)).headers.get('retry-after')).toBe('1')
  world.advance(1)
  expect((await call(limit + 3)).status).not.toBe(429)
}

export const rateLimiting = section('Rate Limiting', [
  [
    '100 requests per minute per user for read operations, over all of them together',
    async (world) => {
      const place = await world.organization()
      const paths = [place.users, place.invitations, '/api/v1/users/', '/api/v1/users', '/api/v1/users/me']
      const path = (turn: number) => paths[turn % paths.length] ?? ''
      await holds(world, 100, (turn) => world.send('GET', path(turn), { as: place.admin }))
      // Nobody else's, and not those that write.
      expect((await world.send('GET', '/api/v1/users/', { as: (await world.organization()).admin })).status).toBe(200)
    },
  ],
  [
    '20 requests per minute per user for write operations, over all of them together',
    async (world) => {
      const place = await world.organization()
      const calls = [
        ['POST', place.users],
        ['PUT', `${place.users}/2147483647`],
        ['DELETE', `${place.users}/2147483647`],
        ['POST', `${place.invitations}/2147483647/resend`],
        ['DELETE', `${place.invitations}/2147483647`],
        ['POST', '/api/v1/users/'],
        ['DELETE', '/api/v1/users/2147483647'],
      ] as const
      await holds(world, 20, (turn) => {
        const [method, path] = calls[turn % calls.length] ?? calls[0]
        const body = method === 'DELETE' || path.endsWith('resend') ? undefined : {}
        return world.send(method, path, { as: place.admin, body })
      })
      expect((await world.send('GET', place.users, { as: place.admin })).status).toBe(200)
    },
  ],
  [
    'API endpoints are subject to rate limiting: each of them, and none by another',
    async () => {
      for (const { method, path, limits } of all)
        expect(limits, `${method} ${path}`).toEqual([
          {
            name: method === 'GET' ? 'users-read' : 'users-write',
            caller: 'authenticated',
            per: 'user',
            limit: method === 'GET' ? 100 : 20,
            windowSeconds: 60,
          },
        ])
    },
  ],
])
