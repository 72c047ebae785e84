import { expect, test } from 'vitest'
import { fromNode, kindeSignIn, toNodeGuard, toNodeListener } from '../../src/sign-in.ts'

const kinde = kindeSignIn({
  env: {},
  domain: 'acme.kinde.com',
  clientId: 'abc123',
  clientSecret: 'a-client-secret-of-more-than-32-bytes',
  redirectUri: 'https://app.example.com/auth/callback',
})

function outgoing() {
  const lines: [string, string | readonly string[]][] = []
  let body = ''
  return {
    lines,
    body: () => body,
    statusCode: 0,
    appendHeader: (name: string, value: string | readonly string[]) => lines.push([name, value]),
    end: (text = '') => {
      body = text
    },
  }
}

test.each([
  ['/auth/user?x=1?y', undefined, 'https://app.example.com/auth/user?x=1?y'],
  ['/user', '/auth/user', 'https://app.example.com/auth/user'],
  ['//evil.example/user', undefined, 'https://app.example.com//evil.example/user'],
  ['http://evil.example/user', undefined, 'https://app.example.com/http://evil.example/user'],
  [undefined, undefined, 'https://app.example.com/'],
])('the address of %j is on our own origin', (url, originalUrl, expected) => {
  const headers = { host: 'evil.example', 'x-forwarded-host': 'evil.example', ':path': '/', accept: ['a', 'b'] }
  const request = fromNode({ url, originalUrl, headers }, 'https://app.example.com')
  expect(request.url).toBe(expected)
  expect(request.headers.get('accept')).toBe('a, b')
})

test('answers its own addresses and leaves others to others', async () => {
  const listener = toNodeListener(kinde)
  const answer = outgoing()
  await listener({ method: 'GET', url: '/auth/user', headers: {} }, answer, () => expect.unreachable())
  expect([answer.statusCode, JSON.parse(answer.body()).code]).toEqual([401, 'UNAUTHENTICATED'])
  let left = 0
  await listener({ method: 'GET', url: '/user', headers: {} }, outgoing(), () => {
    left += 1
  })
  expect(left).toBe(1)
  const none = outgoing()
  await listener({ method: 'GET', url: '/user', headers: {} }, none)
  expect(none.statusCode).toBe(404)
})

test.each(['TRACE', 'CONNECT'])('%s, of which Fetch knows no request, is refused', async (method) => {
  const answer = outgoing()
  await toNodeListener(kinde)({ method, url: '/auth/login', headers: {} }, answer)
  expect(answer.statusCode).toBe(405)
})

test('a guard sends pages to the login and tells programs, and knows whom it let in only', async () => {
  const guard = toNodeGuard(kinde)
  const page = outgoing()
  const request = { method: 'GET', url: '/projects?tab=1', headers: { accept: 'text/html' } }
  await guard(request, page, () => expect.unreachable())
  expect(page.statusCode).toBe(303)
  expect(page.lines).toContainEqual([
    'location',
    'https://app.example.com/auth/login?post_login_redirect_url=%2Fprojects%3Ftab%3D1',
  ])
  const program = outgoing()
  await guard({ method: 'GET', url: '/projects', headers: {} }, program, () => expect.unreachable())
  expect([program.statusCode, JSON.parse(program.body()).code]).toEqual([401, 'UNAUTHENTICATED'])
  expect(() => guard.visitOf(request)).toThrow('did not come through the guard')
})

test('a protected handler is not asked for somebody who is not signed in', async () => {
  const page = kinde.protect(() => expect.unreachable())
  expect((await page(new Request('https://app.example.com/x'))).status).toBe(401)
})
