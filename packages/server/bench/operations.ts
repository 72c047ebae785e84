import { SignJWT } from 'jose'
import { call, type Operation } from './load.ts'
import { CALLERS, emailOf, INVITATIONS, idOf, inviteeOf, PEOPLE, secret } from './people.ts'
import { cookiesOf } from './seed-rival.ts'

export const names = [
  'status',
  'create organization',
  'invite one person',
  'accept an invitation',
  'members page',
] as const
export type Operations = Readonly<Record<(typeof names)[number], Operation>>

const callerOf = (turn: number) => (turn % CALLERS) + 1
const BIG = idOf('organization', 0)

function waiting(turn: number): number {
  if (CALLERS + 1 + turn > INVITATIONS) throw new Error('All invitations have been accepted: seed more of them.')
  return CALLERS + 1 + turn
}

/** What people do on our server, each with an access token. */
export async function ourOperations(url: string): Promise<Operations> {
  const tokens = await Promise.all(Array.from({ length: PEOPLE }, (_, index) => tokenOf(index + 1, url)))
  const as = (person: number) => ({ authorization: `Bearer ${tokens[person - 1]}` })
  // As our client does: a write that is repeated is done once.
  const writeAs = (person: number) => ({ ...as(person), 'idempotency-key': crypto.randomUUID() })
  const post = (person: number, path: string, body: object) =>
    call({ method: 'POST', url: url + path, headers: writeAs(person), body })
  const get = (person: number, path: string) => call({ url: url + path, headers: as(person) })

  return {
    status: (turn) => get(callerOf(turn), '/api/user/organization-status'),
    'create organization': (turn) =>
      post(callerOf(turn), '/api/organizations', { name: `New ${turn}`, slug: `new-${turn}` }),
    'invite one person': (turn) =>
      post(callerOf(turn), `/api/organizations/${idOf('organization', callerOf(turn))}/invitations`, {
        invitations: [{ email: `invited-${turn}@example.org`, role: 'employee' }],
      }),
    'accept an invitation': (turn) =>
      post(inviteeOf(waiting(turn)), '/api/invitations/accept', { invitation_id: idOf('invitation', waiting(turn)) }),
    'members page': (turn) => get(callerOf(turn), `/api/organizations/${BIG}/members?limit=25`),
  }
}

/** The same on better-auth, each with the cookies of a session. */
export async function rivalOperations(url: string): Promise<Operations> {
  const cookies: string[] = []
  for (let person = 1; person <= PEOPLE; person++) cookies.push(await cookiesOf(person, url))
  const as = (person: number) => ({ cookie: cookies[person - 1] ?? '', origin: url })
  const at = (path: string) => `${url}/api/auth/organization${path}`
  const post = (person: number, path: string, body: object) =>
    call({ method: 'POST', url: at(path), headers: as(person), body })
  const get = (person: number, path: string) => call({ url: at(path), headers: as(person) })

  return {
    async status(turn) {
      await get(callerOf(turn), '/list')
      await get(callerOf(turn), '/list-user-invitations')
    },
    'create organization': (turn) => post(callerOf(turn), '/create', { name: `New ${turn}`, slug: `new-${turn}` }),
    'invite one person': (turn) =>
      post(callerOf(turn), '/invite-member', {
        email: `invited-${turn}@example.org`,
        role: 'member',
        organizationId: idOf('organization', callerOf(turn)),
      }),
    'accept an invitation': (turn) =>
      post(inviteeOf(waiting(turn)), '/accept-invitation', { invitationId: idOf('invitation', waiting(turn)) }),
    'members page': (turn) => get(callerOf(turn), `/list-members?organizationId=${BIG}&limit=25&offset=0`),
  }
}

function tokenOf(person: number, issuer: string): Promise<string> {
  return tokenFor({ subject: `person-${person}`, email: emailOf(person), issuer })
}

/** Signs somebody in, as another system that shares our secret would. */
export function tokenFor({ subject, email, issuer }: Readonly<Record<'subject' | 'email' | 'issuer', string>>) {
  return new SignJWT({ email, email_verified: true, name: `Owner of ${email}` })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(issuer)
    .setAudience('authenticated')
    .setSubject(subject)
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(secret))
}
