import {
  type NewProviderOrganization,
  type Provider,
  type ProviderChange,
  ProviderError,
} from '@tenantry/core/provider'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'

/** What goes wrong at a provider: what never arrives, what is done and never answered, what is refused. */
export type Trouble = 'away' | 'lost' | 'refused' | null

interface Held extends NewProviderOrganization {
  readonly id: string
  readonly members: Map<string, string>
}

const issuer = 'https://id.example.com'

/** A provider in memory that does what the port says, and goes wrong when it is told to. */
export async function memoryProvider() {
  const { publicKey, privateKey } = await generateKeyPair('ES256')
  const jwk = { ...(await exportJWK(publicKey)), kid: 'made-up', alg: 'ES256' }
  const organizations = new Map<string, Held>()
  const calls: string[] = []
  let trouble: Trouble = null
  let held = Promise.resolve()
  let made = 0

  function enter(call: string): void {
    calls.push(call)
    if (trouble === 'away') throw failure('unavailable', 'none')
    if (trouble === 'refused') throw failure('forbidden', 'none')
  }
  function leave(): void {
    if (trouble === 'lost') throw failure('unavailable', 'unknown')
  }
  function existing(id: string): Held {
    const found = organizations.get(id)
    if (!found) throw failure('not_found', 'none')
    return found
  }

  const provider: Provider = {
    id: 'memory',
    specification: 'v1',
    tokens: [{ issuer, audience: 'made-up', algorithms: ['ES256'], keys: async () => ({ keys: [jwk] }) }],
    webhooks: {
      async read(request) {
        if (request.headers.get('x-signature') !== 'made up') throw failure('unauthorized', 'none')
        const { id, at, changes } = (await request.json()) as { id: string; at: string; changes: ProviderChange[] }
        return { id, type: 'made.up', at: new Date(at), changes }
      },
    },
    organizations: {
      async create(organization) {
        enter('create')
        await held
        if (trouble === 'refused') throw failure('forbidden', 'none')
        made += 1
        const id = `org_${made}`
        organizations.set(id, { ...organization, id, members: new Map() })
        leave()
        return id
      },
      async find({ marker }) {
        enter('find')
        return [...organizations.values()].find((one) => one.marker === marker)?.id ?? null
      },
      async update(id, change) {
        enter('update')
        organizations.set(id, { ...existing(id), ...change })
        leave()
      },
      async remove(id) {
        enter('remove')
        organizations.delete(id)
        leave()
      },
      async setMember(id, { subject, role }) {
        enter('setMember')
        existing(id).members.set(subject, role)
        leave()
      },
      async removeMember(id, subject) {
        enter('removeMember')
        organizations.get(id)?.members.delete(subject)
        leave()
      },
      async *members(id) {
        enter('members')
        for (const [subject, role] of existing(id).members) yield { subject, role }
      },
    },
  }

  return {
    provider,
    calls,
    trouble(next: Trouble): void {
      trouble = next
    },
    /** Keeps creations waiting until what it returns is called. */
    hold(): () => void {
      const { promise, resolve } = Promise.withResolvers<void>()
      held = promise
      return resolve
    },
    /** The access token of somebody with an account. */
    token(subject: string, now: Date): Promise<string> {
      const issued = Math.floor(now.getTime() / 1000)
      return new SignJWT({ email: `${subject}@example.com`, email_verified: true, name: subject })
        .setProtectedHeader({ alg: 'ES256', kid: 'made-up' })
        .setIssuer(issuer)
        .setAudience('made-up')
        .setSubject(subject)
        .setIssuedAt(issued)
        .setExpirationTime(issued + 3600)
        .sign(privateKey)
    },
    /** Organizations by name, each with its members' roles by subject. */
    holds: () =>
      Object.fromEntries(
        [...organizations.values()].map(({ name, members }) => [name, Object.fromEntries([...members].toSorted())]),
      ),
  }
}

function failure(
  kind: 'unavailable' | 'forbidden' | 'not_found' | 'unauthorized',
  outcome: 'none' | 'unknown',
): ProviderError {
  return new ProviderError(kind, { provider: 'memory', message: `made up: ${kind}`, outcome })
}
