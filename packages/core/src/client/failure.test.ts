import { describe, expect, test } from 'vitest'
import { baseURL, clientOn, failureIn } from '../../test/client-on.ts'
import { TenantryError } from '../contract/errors.ts'
import { createClient } from './client.ts'

const done = { success: true, message: 'Invitation declined' }
const noInvitations = {
  scenario: 'no_invitations',
  hasOrganizations: false,
  organizations: [],
  defaultOrganization: null,
  pendingInvitations: [],
}

describe('a failure', () => {
  test('keeps the code, the status and the details of the server', async () => {
    const details = { issues: [{ path: ['slug'], message: 'Use 3 to 50 letters.' }] }
    const body = { error: 'Bad Request', message: 'Invalid', code: 'VALIDATION_FAILED', details }
    const { client } = clientOn(() => Response.json(body, { status: 400 }))
    const error = await failureIn(client.organizations.create({ body: { name: 'Acme', slug: '-' } }))
    expect(error).toBeInstanceOf(TenantryError)
    expect(error).toMatchObject({ name: 'TenantryError', code: 'VALIDATION_FAILED', status: 400, details })
  })

  test.each([
    ['a code of a newer server', () => Response.json({ code: 'PLANET_MISSING' }, { status: 422 }), 422],
    ['the name of an inherited property', () => Response.json({ code: 'constructor' }, { status: 400 }), 400],
    ['the page of a proxy', () => new Response('<h1>Bad gateway</h1>', { status: 502 }), 502],
    ['no body', () => new Response(null, { status: 500 }), 500],
    ['a JSON array', () => Response.json([], { status: 500 }), 500],
  ])('with %s is INTERNAL and keeps its status', async (_, answer, status) => {
    expect(await failureIn(clientOn(answer).client.organizations.status())).toMatchObject({ code: 'INTERNAL', status })
  })

  test('in the form of another contract gets its code by the status, and its body for details', async () => {
    const body = { error: 'Insufficient permissions', details: 'Only organization admins can perform this action' }
    const failures = [401, 403, 404, 429].map((status) => {
      const { client } = clientOn(() => Response.json(body, { status }))
      return failureIn(client.organizations.status())
    })
    const found = await Promise.all(failures)
    expect(found.map(({ code }) => code)).toEqual(['UNAUTHENTICATED', 'NOT_AUTHORIZED', 'INTERNAL', 'RATE_LIMITED'])
    for (const { details } of found) expect(details).toEqual(body)
  })

  test.each([
    ['120', 120],
    ['Sat, 21 Nov 2026 12:01:30 GMT', 90],
    ['Sat, 21 Nov 2026 11:00:00 GMT', 0],
    ['-5', undefined],
    ['soon', undefined],
  ])('reads Retry-After: %s', async (value, seconds) => {
    const { client } = clientOn(
      () => Response.json({ code: 'RATE_LIMITED' }, { status: 429, headers: { 'retry-after': value } }),
      { now: () => Date.parse('2026-11-21T12:00:00Z') },
    )
    const error = await failureIn(client.organizations.status())
    expect(error.code).toBe('RATE_LIMITED')
    expect(error.retryAfter).toBe(seconds)
  })

  test.each([
    ['a request that never arrives', { fetch: () => Promise.reject(new TypeError('fetch failed')) }],
    ['a token that cannot be fetched', { getToken: () => Promise.reject(new TypeError('fetch failed')) }],
  ])('of %s is NETWORK_FAILED with its cause', async (_, options) => {
    const { client } = clientOn(() => Response.json(noInvitations), options)
    const error = await failureIn(client.organizations.status())
    expect(error).toMatchObject({ code: 'NETWORK_FAILED', status: 0, cause: new TypeError('fetch failed') })
  })

  test('of an answer that breaks off is NETWORK_FAILED', async () => {
    const broken = new ReadableStream({ pull: (controller) => controller.error(new TypeError('terminated')) })
    const { client } = clientOn(() => new Response(broken, { headers: { 'content-type': 'application/json' } }))
    expect(await failureIn(client.organizations.status())).toMatchObject({ code: 'NETWORK_FAILED' })
  })

  test('that the session already named stays what it is', async () => {
    const expired = new TenantryError('UNAUTHENTICATED', { status: 401 })
    const { client } = clientOn(() => Response.json(noInvitations), { getToken: () => Promise.reject(expired) })
    expect(await failureIn(client.organizations.status())).toBe(expired)
  })

  test('shows neither the access token nor the token in the address', async () => {
    const invitation = 'I'.repeat(43)
    const { client } = clientOn(() => Response.json(done), {
      getToken: () => 'made-up-access-token',
      fetch: () => Promise.reject(new TypeError('fetch failed')),
    })
    const error = await failureIn(client.invitations.validateToken({ query: { token: invitation } }))
    const seen = [
      JSON.stringify(error),
      String(error),
      error.stack,
      String(error.cause),
      JSON.stringify(error.cause),
    ].join()
    expect(seen).not.toContain(invitation)
    expect(seen).not.toContain('made-up-access-token')
  })
})

describe('an abort', () => {
  test('stays the reason of the signal while the request runs', async () => {
    const controller = new AbortController()
    const reason = new Error('the person left')
    const pending = ({ signal }: Request) =>
      new Promise<Response>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    const call = createClient({ baseURL, fetch: pending }).organizations.status({}, { signal: controller.signal })
    setTimeout(() => controller.abort(reason))
    await expect(call).rejects.toBe(reason)
  })

  test('sends nothing when it came before', async () => {
    const { client, requests } = clientOn(() => Response.json(noInvitations))
    await expect(client.organizations.status({}, { signal: AbortSignal.abort() })).rejects.toThrow(DOMException)
    expect(requests).toEqual([])
  })
})
