import { expect, test } from 'vitest'
import { readJson } from './body.ts'

const tooLarge = () =>
  new Request('http://app.example.com/', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify('x'.repeat(70_000)),
  })

test('refuses a body beyond the limit, whoever holds a copy of it', async () => {
  const request = tooLarge()
  await expect(readJson(request.clone())).rejects.toMatchObject({ code: 'PAYLOAD_TOO_LARGE' })
  expect(await request.text()).toHaveLength(70_002)
})

test('lets go of a body beyond the limit', async () => {
  const request = tooLarge()
  await expect(readJson(request)).rejects.toMatchObject({ code: 'PAYLOAD_TOO_LARGE' })
  expect(request.bodyUsed).toBe(true)
})
