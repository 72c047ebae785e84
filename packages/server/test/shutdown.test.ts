import { once } from 'node:events'
import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import { freePort } from '@tenantry/testing/free-port'
import { startMailServer } from '@tenantry/testing/mail'
import { expect, onTestFinished, test } from 'vitest'
import { newPlace } from './places.ts'
import type { Served } from './serve-process.ts'
import { engines } from './start-tenantry.ts'
import { attempt, newWrite } from './write-stream.ts'

const REQUESTS = 12

interface Call {
  readonly token: string
  readonly path: string
  readonly body: object
  readonly key: string
}

/** Sends the head of a request and waits until the server has taken it; `finish` sends the rest and waits for the answer. */
async function begin({ url }: Served, { token, path, body, key }: Call) {
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'idempotency-key': key,
    // The server's `100 Continue` says that the request is in its hands.
    expect: '100-continue',
  }
  const call = request(url + path, { method: 'POST', headers, agent: false })
  call.flushHeaders()
  await once(call, 'continue')
  return {
    async finish() {
      const answered = once(call, 'response')
      call.end(JSON.stringify(body))
      const [response] = await answered
      return { status: response.statusCode as number, body: await text(response) }
    },
  }
}

async function send(served: Served, call: Call) {
  return (await begin(served, call)).finish()
}

test.each(engines)(
  'on %s, SIGTERM lets running requests finish, and their mails go out after the restart',
  { timeout: 120_000 },
  async (engine) => {
    const place = await newPlace(engine)
    onTestFinished(place.remove)
    const nobody = `smtp://127.0.0.1:${await freePort()}`
    const first = await place.serve({ SMTP_URL: nobody })
    const { token, ...founding } = await newWrite()
    const founded = await attempt(first.url, { token, ...founding })
    const { organization } = JSON.parse(founded) as { organization: { id: string } }

    const calls = Array.from({ length: REQUESTS }, (_, index) => ({
      token,
      path: `/api/organizations/${organization.id}/invitations`,
      body: { invitations: ['a', 'b'].map((name) => ({ email: `${name}${index}@example.org`, role: 'employee' })) },
      key: `invite-${index}`,
    }))
    const begun = await Promise.all(calls.map((call) => begin(first, call)))
    const ended = first.end('SIGTERM')
    const answers = await Promise.all(begun.map(({ finish }) => finish()))
    expect(answers.map(({ status }) => status)).toEqual(calls.map(() => 201))
    expect(await ended).toBe(0)

    // Nobody took the mails yet; what was tried in vain would be tried again in some minutes.
    await place.inspect(({ runSql }) => runSql(`UPDATE tenantry_jobs.job SET start_after = now()`, []))
    await using mail = await startMailServer()
    const second = await place.serve({ SMTP_URL: mail.url })
    const invited = calls.flatMap(({ body }) => body.invitations.map(({ email }) => email))
    await Promise.all(invited.map((email) => mail.waitFor(({ recipients }) => recipients.includes(email), 30_000)))
    expect(await Promise.all(calls.map((call) => send(second, call)))).toEqual(answers)
    expect(await second.end('SIGTERM')).toBe(0)
    expect(mail.mails.flatMap(({ recipients }) => recipients).sort()).toEqual(invited.sort())
    expect(mail.mails[0]?.from?.address).toBe('no-reply@app.example.com')
    await place.inspect(async ({ runSql }) => {
      const { rows } = await runSql('SELECT DISTINCT status, delivery_status FROM invitations', [])
      expect(rows).toEqual([{ status: 'pending', delivery_status: 'sent' }])
    })
  },
)

test('a second process on the folder of PGlite is refused in words, and the first goes on', async () => {
  const place = await newPlace('pglite')
  onTestFinished(place.remove)
  const first = await place.serve()
  await expect(place.serve()).rejects.toThrow(
    /^ended with 1: The database folder \S+ is in use by another process\. Stop that one first/,
  )
  await attempt(first.url, await newWrite())
  expect(await first.end('SIGTERM')).toBe(0)
})
