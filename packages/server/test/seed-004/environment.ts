import { SignJWT } from 'jose'
import { expect } from 'vitest'
import { readConfig } from '../../src/command/config.ts'
import { users } from '../../src/profiles/users/users.ts'
import { changesNothing } from '../seed-003/proofs.ts'
import { publicUrl, secretKey, startTenantry } from '../start-tenantry.ts'
import { remoteIssuer, remoteProvider } from './provider-double.ts'
import { password, section, type World } from './world.ts'

const unique = (world: World, name: string) => `${name}-${world.number}-${crypto.randomUUID().slice(0, 8)}`

const hs256 = (secret: string, now: Date) =>
  new SignJWT({ email: 'ada@example.com', email_verified: true, name: 'Ada' })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(publicUrl)
    .setAudience('authenticated')
    .setSubject('ada')
    .setIssuedAt(Math.floor(now.getTime() / 1000))
    .setExpirationTime(Math.floor(now.getTime() / 1000) + 3600)
    .sign(new TextEncoder().encode(secret))

const supabaseSecret = 'a-made-up-supabase-jwt-secret-of-32-bytes'

export const environment = section('Required Environment Variables', [
  [
    'SUPABASE_URL=https://your-project.supabase.co',
    async () => {
      expect(readConfig({ SUPABASE_URL: remoteIssuer }).SUPABASE_URL).toBe(remoteIssuer)
      expect(() => readConfig({ SUPABASE_URL: 'your-project' })).toThrow(/^SUPABASE_URL must look like/)
    },
  ],
  [
    'SUPABASE_SERVICE_KEY=your-service-role-key',
    async () => {
      expect(readConfig({ SUPABASE_SERVICE_KEY: 'made-up-key' }).SUPABASE_SERVICE_KEY).toBe('made-up-key')
    },
  ],
  [
    'SUPABASE_JWT_SECRET=your-supabase-jwt-secret',
    async () => {
      expect(readConfig({ SUPABASE_JWT_SECRET: supabaseSecret }).SUPABASE_JWT_SECRET).toBe(supabaseSecret)
      expect(() => readConfig({ SUPABASE_JWT_SECRET: 'short' })).toThrow(/^SUPABASE_JWT_SECRET must have/)
    },
  ],
  [
    'The `SUPABASE_SERVICE_KEY` … should be kept secure: no message repeats it',
    async () => {
      const key = 'made-up key with a space'
      expect(() => readConfig({ SUPABASE_SERVICE_KEY: key })).toThrow(/^SUPABASE_SERVICE_KEY must/)
      expect(() => readConfig({ SUPABASE_SERVICE_KEY: key })).not.toThrow(key)
    },
  ],
  [
    'When configured, all JWT operations will use `SUPABASE_JWT_SECRET`',
    async ({ running }) => {
      const server = await startTenantry(running.database.engine, { accessTokenSecret: supabaseSecret })
      try {
        const statusWith = async (secret: string) => {
          const authorization = `Bearer ${await hs256(secret, server.now())}`
          return (await server.send('/api/user/organization-status', { headers: { authorization } })).status
        }
        expect(await statusWith(supabaseSecret)).toBe(200)
        expect(await statusWith(secretKey)).toBe(401)
      } finally {
        await server.stop()
      }
    },
  ],
  [
    'If `SUPABASE_JWT_SECRET` is not provided, the system will fall back to using `SECRET_KEY`',
    async ({ running, send }) => {
      const path = '/api/user/organization-status'
      expect((await send('GET', path, { bearer: await hs256(secretKey, running.now()) })).status).toBe(200)
      expect((await send('GET', path, { bearer: await hs256(supabaseSecret, running.now()) })).status).toBe(401)
    },
  ],
  [
    'Without any of them, a provider that creates no accounts: 400, and nothing happened',
    async (world) => {
      const { createUser: _, ...provider } = (await remoteProvider({ now: world.running.now })).provider
      const server = await startTenantry(world.running.database.engine, { provider, profiles: [users()] })
      try {
        const admin = { email: `${unique(world, 'admin')}@example.com` }
        await server.as(admin).organizations.create({ body: { name: 'Acme', slug: unique(world, 'acme') } })
        const headers = { authorization: `Bearer ${await server.token(admin)}`, 'content-type': 'application/json' }
        const body = JSON.stringify({ email: 'new@example.com', full_name: 'New', password })
        const answer = await changesNothing(server, () =>
          server.send('/api/v1/users/', { method: 'POST', headers, body }),
        )
        expect([answer.status, await answer.json()]).toMatchObject([400, { code: 'PROVIDER_REFUSED' }])
      } finally {
        await server.stop()
      }
    },
  ],
])
