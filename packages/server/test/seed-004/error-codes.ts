import { expect } from 'vitest'
import { isRefused, whileInsertsFail } from './proofs.ts'
import { type Observed, section } from './world.ts'

const isForm = ({ body }: Observed) =>
  expect(body).toMatchObject({ error: expect.any(String), message: expect.any(String), code: expect.any(String) })

export const errorCodes = section('Error Codes', [
  [
    '400 Bad Request - Invalid input data',
    async ({ organization, send }) => {
      const { admin, users } = await organization()
      const answer = await send('POST', users, { as: admin, body: { email: 'nobody', extra: 1 } })
      isRefused(answer, 400, 'VALIDATION_FAILED')
      isForm(answer)
      const { details } = answer.body as { details: { issues: readonly { path: unknown }[] } }
      expect(details.issues.map(({ path }) => path)).toEqual(
        expect.arrayContaining([['email'], ['full_name'], ['password'], ['extra']]),
      )
    },
  ],
  [
    '401 Unauthorized - Invalid or missing authentication',
    async ({ send }) => {
      const answer = await send('GET', '/api/v1/users/')
      isRefused(answer, 401, 'UNAUTHENTICATED')
      isForm(answer)
    },
  ],
  [
    '403 Forbidden - Insufficient permissions',
    async ({ organization, member, send }) => {
      const place = await organization()
      const answer = await send('GET', place.users, { as: await member(place) })
      isRefused(answer, 403, 'NOT_AUTHORIZED')
      isForm(answer)
    },
  ],
  [
    '404 Not Found - Organization or user not found',
    async ({ organization, send, person }) => {
      const place = await organization()
      const answers = [
        await send('GET', place.users, { as: person() }),
        await send('GET', '/api/v1/organizations/2147483647/users', { as: place.admin }),
      ]
      // Whether it is there is nobody's business: both are told the same.
      expect(answers[0]?.text).toBe(answers[1]?.text)
      for (const answer of answers) isRefused(answer, 404, 'ORGANIZATION_NOT_FOUND')
      const nobody = await send('DELETE', `${place.users}/2147483647`, { as: place.admin })
      isRefused(nobody, 404, 'MEMBER_NOT_FOUND')
      const elsewhere = await send('GET', '/api/v1/made-up', { as: place.admin })
      isRefused(elsewhere, 404, 'ROUTE_NOT_FOUND')
    },
  ],
  [
    '409 Conflict - Email already exists',
    async (world) => {
      const { organization, created, form, send, person } = world
      const [mine, theirs] = [await organization(), await organization()]
      const { form: taken } = await created(theirs)
      const body = form({ email: taken.email })
      isRefused(await send('POST', mine.users, { as: mine.admin, body }), 409, 'ACCOUNT_EXISTS')
      // Somebody who is only known here, and somebody who is only known to the provider.
      const known = form({ email: theirs.admin.email })
      isRefused(await send('POST', mine.users, { as: mine.admin, body: known }), 409, 'ACCOUNT_EXISTS')
      const signedUp = person('signedup').email
      await send('POST', '/api/auth/signup', { body: { email: signedUp, password: 'a made-up passphrase' } })
      isRefused(
        await send('POST', mine.users, { as: mine.admin, body: form({ email: signedUp }) }),
        409,
        'ACCOUNT_EXISTS',
      )
      // At once, exactly one is created.
      const same = form()
      const answers = await Promise.all(
        [mine, theirs, mine].map(({ users, admin }) => send('POST', users, { as: admin, body: same })),
      )
      expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409])
    },
  ],
  [
    '409 Conflict - username already exists',
    async (world) => {
      const { organization, created, form, send } = world
      const [mine, theirs] = [await organization(), await organization()]
      const { form: taken } = await created(theirs)
      const { user } = await created(mine)
      const body = form({ username: taken.username.toUpperCase() })
      isRefused(await send('POST', mine.users, { as: mine.admin, body }), 409, 'USERNAME_EXISTS')
      const username = taken.username
      const put = await send('PUT', `${mine.users}/${user.id}`, { as: mine.admin, body: { username } })
      isRefused(put, 409, 'USERNAME_EXISTS')
      // At once, exactly one has it, and the provider keeps no account of the other.
      const here = world.elsewhere()
      const place = await here.organization()
      const wanted = `wanted-${world.number}`
      const before = here.remote.double.users.size
      const answers = await Promise.all(
        [1, 2].map(() => here.send('POST', place.users, { as: place.admin, body: here.form({ username: wanted }) })),
      )
      expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409])
      expect(here.remote.double.users.size).toBe(before + 1)
    },
  ],
  [
    '500 Internal Server Error - Server error',
    async ({ organization, form, send, running }) => {
      const place = await organization()
      const answer = await whileInsertsFail(running, 'users', () =>
        send('POST', place.users, { as: place.admin, body: form() }),
      )
      isRefused(answer, 500, 'INTERNAL')
      isForm(answer)
      expect(answer.text).not.toMatch(/words of the database|insert|relation/i)
      running.faults.splice(0)
    },
  ],
])
