import { describe, expect, test } from 'vitest'
import { databaseWebhookSecret, openSite } from './world.ts'

const MINUTE_MS = 60_000
const refused = { name: 'ProviderError', kind: 'unauthorized' }
const secret = { 'x-webhook-secret': databaseWebhookSecret }

describe('a call of an auth hook', () => {
  test('says what an account became', async () => {
    await using site = await openSite()
    const id = site.fake.account('ada@example.com', { name: 'Ada' })
    const request = await site.fake.hook('after-user-created', id)
    const uuid = JSON.parse(await request.clone().text()).metadata.uuid
    expect(await site.provider.webhooks?.read(request)).toMatchObject({
      id: uuid,
      type: 'after-user-created',
      changes: [{ type: 'user.changed', subject: id, email: 'ada@example.com', emailVerified: null, name: 'Ada' }],
    })
  })

  test('says nothing of what has not happened yet', async () => {
    await using site = await openSite()
    const id = site.fake.account('ada@example.com', { confirmed: false })
    const event = await site.provider.webhooks?.read(await site.fake.hook('before-user-created', id))
    expect(event?.changes).toEqual([])
  })

  test.each([-6, 6])('that is %s minutes away is refused', async (minutes) => {
    await using site = await openSite()
    const id = site.fake.account('ada@example.com')
    const request = await site.fake.hook('after-user-created', id, { at: Date.now() + minutes * MINUTE_MS })
    await expect(site.provider.webhooks?.read(request)).rejects.toMatchObject(refused)
  })

  test('may have signatures of several keys', async () => {
    await using site = await openSite()
    const request = await site.fake.hook('after-user-created', site.fake.account('ada@example.com'))
    const signature = request.headers.get('webhook-signature') ?? ''
    const wrong = `v1,${btoa('x'.repeat(32))}`
    for (const list of [`${wrong}, ${signature}`, `${signature}, ${wrong}`, `${wrong} ${signature}`]) {
      const headers = new Headers(request.headers)
      headers.set('webhook-signature', list)
      const several = new Request(request.url, { method: 'POST', headers, body: await request.clone().text() })
      expect(await site.provider.webhooks?.read(several)).toMatchObject({ type: 'after-user-created' })
    }
  })

  test('that was changed, or that another secret signed, is refused, whatever else it brings along', async () => {
    await using site = await openSite()
    const request = await site.fake.hook('after-user-created', site.fake.account('ada@example.com'))
    const body = (await request.clone().text()).replace('ada@', 'eve@')
    const headers = new Headers({ ...Object.fromEntries(request.headers), ...secret })
    const changed = new Request(request.url, { method: 'POST', headers, body })
    await expect(site.provider.webhooks?.read(changed)).rejects.toMatchObject(refused)
    const other = site.supabase({ hookSecret: `v1,whsec_${btoa('another made-up secret of 32 by')}` })
    await expect(other.webhooks?.read(request)).rejects.toMatchObject(refused)
  })
})

describe('a database webhook', () => {
  test('says what an account became, and that it is gone', async () => {
    await using site = await openSite()
    const id = site.fake.account('ada@example.com', { confirmed: false, name: 'Ada' })
    const [user] = site.fake.users()
    if (!user) throw new TypeError('an account')
    const inserted = await site.provider.webhooks?.read(site.fake.databaseWebhook('INSERT', user, secret))
    expect(inserted).toMatchObject({
      type: 'auth.users INSERT',
      at: new Date(user.updated_at),
      changes: [{ type: 'user.changed', subject: id, email: 'ada@example.com', emailVerified: false, name: 'Ada' }],
    })
    const removed = await site.provider.webhooks?.read(site.fake.databaseWebhook('DELETE', user, secret))
    expect(removed?.changes).toEqual([{ type: 'user.removed', subject: id }])
    const again = await site.provider.webhooks?.read(site.fake.databaseWebhook('INSERT', user, secret))
    expect(again?.id).toBe(inserted?.id)
    expect(removed?.id).not.toBe(inserted?.id)
  })

  test.each([{}, { 'x-webhook-secret': '' }, { 'x-webhook-secret': `${databaseWebhookSecret} x` }])(
    'with the headers %j is refused',
    async (headers) => {
      await using site = await openSite()
      site.fake.account('ada@example.com')
      const [user] = site.fake.users()
      if (!user) throw new TypeError('an account')
      const read = site.provider.webhooks?.read(site.fake.databaseWebhook('DELETE', user, headers))
      await expect(read).rejects.toMatchObject(refused)
    },
  )

  test('of another table means nothing, and one of another shape is none', async () => {
    await using site = await openSite()
    const send = (body: unknown) =>
      site.provider.webhooks?.read(
        new Request('https://app.example.com', { method: 'POST', headers: secret, body: JSON.stringify(body) }),
      )
    const event = { type: 'DELETE', schema: 'public', table: 'users', record: null, old_record: { id: 'x' } }
    expect((await send(event))?.changes).toEqual([])
    for (const wrong of [{ ...event, schema: 'auth', old_record: null }, { type: 'TRUNCATE' }, null])
      await expect(send(wrong)).rejects.toMatchObject({ name: 'ProviderError', kind: 'invalid' })
  })
})

test('none is read without a secret', async () => {
  await using site = await openSite()
  const none = { hookSecret: undefined as never, databaseWebhookSecret: undefined as never }
  expect(site.supabase(none).webhooks).toBeUndefined()
  const request = await site.fake.hook('after-user-created', site.fake.account('ada@example.com'))
  const half = site.supabase({ hookSecret: undefined as never })
  await expect(half.webhooks?.read(request)).rejects.toMatchObject(refused)
})
