import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { contract as mainContract } from '../contract/contract.ts'
import { endpoint } from '../contract/endpoint.ts'
import { isTenantryError, TenantryError } from '../contract/errors.ts'
import { createClient } from './client.ts'
import type { ClientOptions } from './send.ts'

const id = '018f0000-0000-7000-8000-000000000001'
const baseURL = 'https://app.example.com'
const done = { success: true, message: 'Invitation declined' }
const noInvitations = {
  scenario: 'no_invitations',
  hasOrganizations: false,
  organizations: [],
  defaultOrganization: null,
  pendingInvitations: [],
}

/** A client whose server answers everything the same way and remembers what it was asked. */
function clientOn(answer: () => Response | Promise<Response>, options: ClientOptions = {}) {
  const requests: Request[] = []
  const fetch = async (request: Request) => {
    requests.push(request)
    return answer()
  }
  return { client: createClient({ baseURL, fetch, ...options }), requests }
}

async function failureIn(call: Promise<unknown>): Promise<TenantryError> {
  const error = await call.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!isTenantryError(error)) throw new Error('expected a TenantryError', { cause: error })
  return error
}

describe('a request', () => {
  test('goes to the path of the contract under the base address', async () => {
    const { client, requests } = clientOn(() => Response.json(noInvitations), { baseURL: `${baseURL}/tenants/` })
    await client.organizations.status()
    expect(requests[0]?.url).toBe('https://app.example.com/tenants/api/user/organization-status')
    expect(requests[0]?.method).toBe('GET')
  })

  test('carries the query, and leaves out what is not set', async () => {
    const { client, requests } = clientOn(() =>
      Response.json({ slug: '', available: false, reason: null, suggestions: [] }),
    )
    await client.organizations.slugAvailability({ query: { slug: 'a b&c', name: undefined } })
    expect(requests[0]?.url).toBe(`${baseURL}/api/organizations/slug-availability?slug=a+b%26c`)
  })

  test('carries the body as JSON', async () => {
    const { client, requests } = clientOn(() => Response.json(done))
    await client.invitations.decline({ body: { invitation_id: id, reason: 'Öl & Gas' } })
    expect(requests[0]?.headers.get('content-type')).toBe('application/json')
    expect(await requests[0]?.json()).toEqual({ invitation_id: id, reason: 'Öl & Gas' })
  })

  test('asks for the token before every call', async () => {
    const tokens = ['first-token', null]
    const { client, requests } = clientOn(() => Response.json(noInvitations), {
      getToken: async () => tokens.shift() ?? null,
    })
    await client.organizations.status()
    await client.organizations.status()
    expect(requests.map(({ headers }) => headers.get('authorization'))).toEqual(['Bearer first-token', null])
  })

  test.each([
    ['as they are', { 'accept-language': 'pl' }],
    ['from a function', async () => new Headers({ 'Accept-Language': 'pl' })],
  ])('takes headers of the host %s', async (_, headers) => {
    const { client, requests } = clientOn(() => Response.json(noInvitations), { headers })
    await client.organizations.status()
    expect(requests[0]?.headers.get('accept-language')).toBe('pl')
  })

  test('goes out once, whatever the answer', async () => {
    const { client, requests } = clientOn(() => new Response(null, { status: 503 }))
    await failureIn(client.organizations.status())
    expect(requests).toHaveLength(1)
  })

  test('reaches a global fetch that was replaced after the client was made', async () => {
    const original = globalThis.fetch
    const client = createClient({ baseURL })
    globalThis.fetch = async () => Response.json(noInvitations)
    await expect(client.organizations.status())
      .resolves.toEqual(noInvitations)
      .finally(() => {
        globalThis.fetch = original
      })
  })
})

describe('an idempotency key', () => {
  test('is new for every write', async () => {
    const { client, requests } = clientOn(() => Response.json(done))
    await client.invitations.decline({ body: { invitation_id: id } })
    await client.invitations.decline({ body: { invitation_id: id } })
    const keys = requests.map(({ headers }) => headers.get('idempotency-key'))
    expect(keys[0]).toMatch(/^"[0-9a-f]{32}"$/)
    expect(keys[1]).toMatch(/^"[0-9a-f]{32}"$/)
    expect(keys[0]).not.toBe(keys[1])
  })

  test('is the one the caller gives, so that a repeated write counts once', async () => {
    const { client, requests } = clientOn(() => Response.json(done), { newId: () => 'made' })
    await client.invitations.decline({ body: { invitation_id: id } })
    await client.invitations.decline({ body: { invitation_id: id } }, { idempotencyKey: 'a"b\\c' })
    expect(requests.map(({ headers }) => headers.get('idempotency-key'))).toEqual(['"made"', '"a\\"b\\\\c"'])
  })

  test('stays away from reads', async () => {
    const { client, requests } = clientOn(() => Response.json(noInvitations))
    await client.organizations.status({}, { idempotencyKey: 'unused' })
    expect(requests[0]?.headers.has('idempotency-key')).toBe(false)
  })

  test('stays away from a POST that only reads', async () => {
    const { client, requests } = clientOn(() => Response.json({ pending_invitations: [], count: 0 }))
    await client.invitations.pending()
    expect(requests[0]?.method).toBe('POST')
    expect(requests[0]?.headers.has('idempotency-key')).toBe(false)
  })

  test.each(['', 'two words', 'line\nbreak', 'ключ'])(
    'refuses %j, which a header cannot carry',
    async (idempotencyKey) => {
      const { client, requests } = clientOn(() => Response.json(done))
      await expect(client.invitations.decline({ body: { invitation_id: id } }, { idempotencyKey })).rejects.toThrow(
        TypeError,
      )
      expect(requests).toEqual([])
    },
  )
})

describe('an answer', () => {
  test('loses the keys this version does not know', async () => {
    const { client } = clientOn(() => Response.json({ ...noInvitations, plan: 'gold' }))
    expect(await client.organizations.status()).toEqual(noInvitations)
  })

  test.each([
    ['another shape', () => Response.json({ scenario: 'unheard-of' })],
    ['a page', () => new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } })],
    ['broken JSON', () => new Response('{"scenario":', { headers: { 'content-type': 'application/json' } })],
    ['nothing', () => new Response(null, { status: 204 })],
  ])('that is %s is a CONTRACT_MISMATCH', async (_, answer) => {
    const error = await failureIn(clientOn(answer).client.organizations.status())
    expect(error.code).toBe('CONTRACT_MISMATCH')
    expect(error.status).toBe(answer().status)
  })
})

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

describe('a client', () => {
  test('has every call of the contract but those a browser follows', () => {
    const calls = Object.entries(createClient()).flatMap(([noun, verbs]) =>
      Object.keys(verbs).map((verb) => `${noun}.${verb}`),
    )
    const declared = Object.entries(mainContract).flatMap(([noun, verbs]) =>
      Object.keys(verbs).map((verb) => `${noun}.${verb}`),
    )
    expect(calls).toEqual(declared.filter((call) => call !== 'auth.verifyEmail'))
  })

  test('speaks any other contract', async () => {
    const list = endpoint({
      method: 'GET',
      path: '/v1/:room/things',
      summary: 'List the things of a room',
      auth: 'public',
      params: z.object({ room: z.string() }),
      query: z.object({ tag: z.optional(z.array(z.string())) }),
      output: z.array(z.string()),
      errors: {},
    })
    const urls: string[] = []
    const fetch = async ({ url }: Request) => {
      urls.push(url)
      return Response.json(['lamp'])
    }
    const client = createClient({ contract: { things: { list } }, baseURL, fetch })
    expect(await client.things.list({ params: { room: 'a/b' }, query: { tag: ['x', 'y'] } })).toEqual(['lamp'])
    expect(urls).toEqual([`${baseURL}/v1/a%2Fb/things?tag=x&tag=y`])
  })

  test('runs against a server over HTTP', async () => {
    const { createServer } = await import('node:http')
    const server = createServer((request, response) => {
      response.writeHead(404, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ code: 'INVITATION_NOT_FOUND', message: request.url }))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const client = createClient({ baseURL: `http://127.0.0.1:${port}` })
    const call = client.invitations.validateToken({ query: { token: 'unknown' } })
    expect(await failureIn(call)).toMatchObject({ code: 'INVITATION_NOT_FOUND', status: 404 })
    await new Promise((resolve) => server.close(resolve))
    expect(await failureIn(client.organizations.status())).toMatchObject({ code: 'NETWORK_FAILED', status: 0 })
  })
})
