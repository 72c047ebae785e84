import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { baseURL, clientOn, failureIn } from '../../test/client-on.ts'
import { contract as mainContract } from '../contract/contract.ts'
import { endpoint } from '../contract/endpoint.ts'
import { createClient } from './client.ts'

const id = '018f0000-0000-7000-8000-000000000001'
const done = { success: true, message: 'Invitation declined' }
const noInvitations = {
  scenario: 'no_invitations',
  hasOrganizations: false,
  organizations: [],
  defaultOrganization: null,
  pendingInvitations: [],
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
