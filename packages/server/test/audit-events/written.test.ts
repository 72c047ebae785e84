import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fresh, refusal, type Staff, staff } from '../staff.ts'
import { engines, invite, type Person, type Running, startTenantry } from '../start-tenantry.ts'

const password = 'a made-up passphrase'
const MINUTE = 60_000

interface Scene {
  readonly running: Running
  readonly team: Staff
}

/** What to do, prepared; who does it, and what it is about. */
interface Act {
  readonly actor: string
  readonly target: () => string | Promise<string>
  readonly run: () => Promise<unknown>
}

const somebody = () => `${fresh('somebody')}@example.org`

async function sent({ running, team }: Scene) {
  const email = somebody()
  const invitationId = await invite(running, team.admin, team.organizationId, email)
  running.advance(MINUTE)
  return { email, invitationId, params: { organizationId: team.organizationId, invitationId } }
}

async function asked({ running, team }: Scene) {
  const asker = team.person(fresh('asker'))
  const { organizationId } = team
  await running.as(asker).organizations.join({ params: { organizationId } })
  return { params: { organizationId, requestId: await requestOf({ running, team }, asker) } }
}

async function requestOf({ running }: Scene, { email }: Person): Promise<string> {
  const [row] = await running.rows<{ id: string }>(`SELECT r.id FROM membership_requests r
    JOIN users u ON u.id = r.user_id WHERE u.email = '${email}'`)
  return row?.id ?? ''
}

/** Each change of an invitation or a membership request, by the action that is written down. */
const acts: Record<string, (scene: Scene) => Promise<Act>> = {
  'invitation.created': async ({ running, team }) => {
    const email = somebody()
    return {
      actor: team.manager.email,
      target: async () => {
        const [row] = await running.rows<{ id: string }>(`SELECT id FROM invitations WHERE email = '${email}'`)
        return row?.id ?? ''
      },
      run: () => invite(running, team.manager, team.organizationId, email),
    }
  },
  'invitation.resent': async (scene) => {
    const { params } = await sent(scene)
    const run = () => scene.running.as(scene.team.admin).invitations.resend({ params })
    return { actor: scene.team.admin.email, target: () => params.invitationId, run }
  },
  'invitation.link_created': async (scene) => {
    const { params } = await sent(scene)
    const run = () => scene.running.as(scene.team.admin).invitations.link({ params })
    return { actor: scene.team.admin.email, target: () => params.invitationId, run }
  },
  'invitation.revoked': async (scene) => {
    const { params } = await sent(scene)
    const run = () => scene.running.as(scene.team.admin).invitations.revoke({ params })
    return { actor: scene.team.admin.email, target: () => params.invitationId, run }
  },
  'invitation.accepted': async (scene) => {
    const { email, invitationId } = await sent(scene)
    const run = () => scene.running.as({ email }).invitations.accept({ body: { invitation_id: invitationId } })
    return { actor: email, target: () => invitationId, run }
  },
  'invitation.declined': async (scene) => {
    const { email, invitationId } = await sent(scene)
    const body = { invitation_id: invitationId, reason: 'Words for nobody but the admins' }
    const run = () => scene.running.as({ email }).invitations.decline({ body })
    return { actor: email, target: () => invitationId, run }
  },
  'membership_request.created': async (scene) => {
    const asker = scene.team.person(fresh('asker'))
    const params = { organizationId: scene.team.organizationId }
    const run = () => scene.running.as(asker).organizations.join({ params })
    return { actor: asker.email, target: () => requestOf(scene, asker), run }
  },
  'membership_request.approved': async (scene) => {
    const { params } = await asked(scene)
    const run = () => scene.running.as(scene.team.admin).membershipRequests.approve({ params, body: {} })
    return { actor: scene.team.admin.email, target: () => params.requestId, run }
  },
  'membership_request.denied': async (scene) => {
    const { params } = await asked(scene)
    const run = () => scene.running.as(scene.team.admin).membershipRequests.deny({ params })
    return { actor: scene.team.admin.email, target: () => params.requestId, run }
  },
}

describe.each(engines)('what is written down, on %s', (engine) => {
  let running: Running
  let team: Staff
  beforeAll(async () => {
    running = await startTenantry(engine)
    team = await staff(running)
    await running.rows(`INSERT INTO organization_domains (id, organization_id, domain, verified_by, verified_at, created_at)
      VALUES (gen_random_uuid(), '${team.organizationId}', '${team.slug}.example.com', 'email', now(), now())`)
  })
  afterAll(async () => {
    expect(running.faults).toEqual([])
    await running.stop()
  })

  interface Row {
    readonly action: string
    readonly email: string
    readonly target_type: string
    readonly target_id: string
    readonly organization_id: string
    readonly ip: string
    readonly created_at: Date
  }
  const events = () =>
    running.rows<Row>(
      `SELECT e.*, u.email FROM audit_events e JOIN users u ON u.id = e.actor_id ORDER BY e.created_at, e.id`,
    )

  test.each(Object.entries(acts))('%s is one event: who, what, when and from where', async (action, prepare) => {
    const { actor, target, run } = await prepare({ running, team })
    running.advance(1000)
    const before = await events()
    await run()
    const written = (await events()).slice(before.length)
    expect(written).toMatchObject([
      {
        action,
        email: actor,
        target_type: action.split('.')[0],
        target_id: await target(),
        organization_id: team.organizationId,
        ip: '192.0.2.1',
      },
    ])
    expect(new Date(written[0]?.created_at ?? 0)).toEqual(running.now())
  })

  test('is nothing of what was refused', async () => {
    const { params } = await sent({ running, team })
    const request = await asked({ running, team })
    await running.as(team.admin).invitations.resend({ params })
    const before = await events()
    const { invitations } = running.as(team.manager)
    const refused = [
      () => invitations.revoke({ params }),
      () => invitations.link({ params }),
      () => running.as(team.admin).invitations.resend({ params }),
      () => running.as(team.stranger).invitations.revoke({ params }),
      () => running.as(team.manager).membershipRequests.deny(request),
      () => running.as(team.stranger).membershipRequests.approve({ ...request, body: {} }),
    ]
    for (const call of refused) expect((await refusal(call())).status).toBeGreaterThanOrEqual(400)
    expect(await events()).toEqual(before)
  })

  test('holds no token, no password, no address, and nothing that somebody wrote for others', async () => {
    const { email, params } = await sent({ running, team })
    const mailed = await running.tokenFor(email)
    const { url } = await running.as(team.admin).invitations.link({ params })
    const token = new URLSearchParams(new URL(url).hash.slice(1)).get('token') ?? ''
    await running.as(null).auth.signupWithInvitation({ body: { token, password, confirmPassword: password } })
    const rows = await running.rows<{ row: string }>('SELECT row_to_json(e)::text AS row FROM audit_events e')
    expect(rows.length).toBeGreaterThan(10)
    const tokens = running.mails().flatMap(({ text }) => /token=([\w-]{43})/.exec(text)?.[1] ?? [])
    expect(tokens).toContain(mailed)
    const hashes = await running.rows<{ token_hash: string }>('SELECT token_hash FROM invitations')
    const secrets = [token, ...tokens, ...hashes.map(({ token_hash }) => token_hash), password, 'Words for nobody']
    for (const { row } of rows) {
      expect(secrets.filter((secret) => row.includes(secret))).toEqual([])
      expect(row).not.toContain('@')
    }
  })
})
