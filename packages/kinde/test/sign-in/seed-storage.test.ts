import { expect, test } from 'vitest'
import { createStorage, memoryBackend, type StorageBackend } from '../../src/storage.ts'
import { misquoted, type Row } from './seed.ts'
import { APP, openStage } from './stage.ts'

const tokens = { access_token: 'eyJ…', refresh_token: 'eyJ…', expires_at: 1_678_901_234 }

/** A backend as a host would write one: a table, and nothing of ours. */
function table(): StorageBackend & { readonly rows: Map<string, unknown> } {
  const rows = new Map<string, unknown>()
  return {
    rows,
    get: async (key) => rows.get(key) ?? null,
    set: async (key, value) => void rows.set(key, value),
    delete: async (key) => void rows.delete(key),
    keys: async (prefix) => [...rows.keys()].filter((key) => key.startsWith(prefix)),
  }
}

const rows: readonly Row[] = [
  [
    '# Basic initialization via OAuth',
    async () => {
      const stage = await openStage()
      const { storage } = await stage.kit().visit(new Request(APP))
      expect(await storage.get('anything')).toBeNull()
      await stage.identity.stop()
    },
  ],
  [
    '# Direct access to the storage manager',
    async () => expect(await createStorage({ backend: memoryBackend() }).get('anything')).toBeNull(),
  ],
  [
    'storage_manager.set("user_tokens", {',
    async () => {
      const { rows, ...backend } = table()
      await createStorage({ backend, deviceId: 'd' }).set('user_tokens', tokens)
      expect(rows.get('device:d:user_tokens')).toEqual(tokens)
    },
  ],
  [
    'tokens = storage_manager.get("user_tokens")',
    async () => {
      const storage = createStorage({ backend: memoryBackend() })
      await storage.set('user_tokens', tokens)
      expect(await storage.get('user_tokens')).toEqual(tokens)
    },
  ],
  [
    'storage_manager.delete("user_tokens")',
    async () => {
      const storage = createStorage({ backend: memoryBackend() })
      await storage.set('user_tokens', tokens)
      await storage.delete('user_tokens')
      expect(await storage.get('user_tokens')).toBeNull()
    },
  ],
  [
    '### Using a Custom Storage Backend',
    async () => {
      const stage = await openStage()
      const storage = table()
      await stage.visitor(stage.kit({ storage })).signIn(`${APP}/login`, 'ada@example.com')
      expect([...storage.rows.keys()]).toEqual([expect.stringMatching(/^device:[\w-]{36}:_session$/)])
      await stage.identity.stop()
    },
  ],
  [
    'automatically assigns a unique device ID to each client instance',
    () => {
      const backend = memoryBackend()
      const ids = Array.from({ length: 100 }, () => createStorage({ backend }).deviceId)
      expect(new Set(ids).size).toBe(100)
    },
  ],
  [
    "the same user logged in on different devices won't experience session clashes",
    async () => {
      const stage = await openStage()
      const kit = stage.kit({ storage: memoryBackend() })
      const [phone, laptop] = [stage.visitor(kit), stage.visitor(kit)]
      for (const device of [phone, laptop]) await device.signIn(`${APP}/login`, 'ada@example.com')
      await phone.request(`${APP}/logout`, { method: 'POST', headers: { origin: APP } })
      expect((await phone.request(`${APP}/user`)).status).toBe(401)
      expect((await laptop.request(`${APP}/user`)).status).toBe(200)
      await stage.identity.stop()
    },
  ],
  [
    'Keys are namespaced with the device ID by default.',
    async () => {
      const backend = memoryBackend()
      const [one, two] = [createStorage({ backend }), createStorage({ backend })]
      await one.set('key', 1)
      expect(await two.get('key')).toBeNull()
    },
  ],
  [
    'device_id = storage_manager.get_device_id()',
    () => expect(createStorage({ backend: memoryBackend() }).deviceId).toMatch(/^[\w-]{36}$/),
  ],
  [
    '# Clear all data for the current device (useful for logout)',
    async () => {
      const storage = createStorage({ backend: memoryBackend() })
      await storage.setItems({ one: 1, two: 2 })
      await storage.clearDeviceData()
      expect([await storage.get('one'), await storage.get('two')]).toEqual([null, null])
    },
  ],
  [
    '# For data that should be shared across all devices for the same user',
    async () => {
      const backend = memoryBackend()
      await createStorage({ backend, userId: 'kp_1' }).set('user:shared_preferences', { theme: 'dark' })
      expect(await createStorage({ backend, userId: 'kp_1' }).get('user:shared_preferences')).toEqual({ theme: 'dark' })
    },
  ],
  [
    '# For data that should be global across all users and devices',
    async () => {
      const backend = memoryBackend()
      await createStorage({ backend, userId: 'kp_1' }).set('global:app_settings', { version: '1.0.0' })
      expect(await createStorage({ backend }).get('global:app_settings')).toEqual({ version: '1.0.0' })
    },
  ],
  [
    '1. **Always initialize OAuth first**',
    async () => {
      // There is no order to get wrong: a storage that was made first finds what the kit keeps later.
      const backend = memoryBackend()
      const early = createStorage({ backend })
      const stage = await openStage()
      const { storage } = await stage.kit({ storage: backend }).visit(new Request(APP))
      await storage.set('global:greeting', 'hello')
      expect(await early.get('global:greeting')).toBe('hello')
      await stage.identity.stop()
    },
  ],
  [
    '2. **Manual initialization (if needed)**',
    async () => {
      const storage = createStorage({ backend: memoryBackend() })
      await storage.set('some_key', { some: 'value' })
      expect(await storage.get('some_key')).toEqual({ some: 'value' })
    },
  ],
  [
    'device_id="custom-device-identifier"',
    () =>
      expect(createStorage({ backend: memoryBackend(), deviceId: 'custom-device-identifier' }).deviceId).toBe(
        'custom-device-identifier',
      ),
  ],
  [
    '3. **Safe access pattern**',
    async () => {
      // Two that were made independently of each other share no state, so neither can find the other unready.
      const [one, two] = [createStorage({ backend: memoryBackend() }), createStorage({ backend: memoryBackend() })]
      await one.set('global:some_key', 1)
      expect(await two.get('global:some_key')).toBeNull()
    },
  ],
  [
    '4. **Single configuration**',
    () => {
      const storage = createStorage({ backend: memoryBackend() })
      expect(Object.keys(storage).sort()).toEqual([
        'clearDeviceData',
        'delete',
        'deviceId',
        'get',
        'set',
        'setItems',
        'userId',
      ])
    },
  ],
  [
    '5. **Access from anywhere**',
    async () => {
      const stage = await openStage()
      const kit = stage.kit({ storage: memoryBackend() })
      const ada = stage.visitor(kit, async (request) => {
        const first = await kit.visit(request)
        await first.storage.set('from', 'one module')
        const cookie = (await first.cookies()).map((line) => line.split(';')[0]).join('; ')
        const second = await kit.visit(new Request(request, { headers: { cookie } }))
        return Response.json(await second.storage.get('from'))
      })
      expect(await (await ada.request(`${APP}/anywhere`)).json()).toBe('one module')
      await stage.identity.stop()
    },
  ],
  [
    '6. **Device-specific data**',
    async () => {
      const backend = memoryBackend()
      const [phone, laptop] = ['phone', 'laptop'].map((deviceId) =>
        createStorage({ backend, deviceId, userId: 'kp_1' }),
      )
      await phone?.setItems({ draft: 1, 'user:draft': 2 })
      expect([await laptop?.get('draft'), await laptop?.get('user:draft')]).toEqual([null, 2])
    },
  ],
  [
    '7. **Complete logout**',
    async () => {
      const stage = await openStage()
      const storage = table()
      const kit = stage.kit({ storage })
      const ada = stage.visitor(kit, async (request) => {
        const visit = await kit.requireUser(request)
        await visit.storage.setItems({ draft: 1, 'user:draft': 2, 'global:draft': 3 })
        return new Response('kept')
      })
      await ada.signIn(`${APP}/login`, 'ada@example.com')
      await ada.request(`${APP}/keep`)
      await ada.request(`${APP}/logout`, { method: 'POST', headers: { origin: APP } })
      expect([...storage.rows.keys()].sort()).toEqual(['global:draft', 'user:kp_ada%40example.com:draft'])
      await stage.identity.stop()
    },
  ],
]

test.each(rows)('%s', async (_, proof) => {
  await proof()
})

test('covers every line on storage, as it stands there', () => {
  expect(rows).toHaveLength(21)
  expect(misquoted(rows) ?? []).toEqual([])
})
