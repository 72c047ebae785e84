import type { Provider } from '@tenantry/core/provider'
import { SignJWT } from 'jose'

/** Somebody who can sign in, as the provider of this tab knows them. */
export interface Account {
  readonly subject: string
  readonly email: string
  readonly name: string | null
  readonly emailVerified: boolean
  readonly password: string
}

/** What signs the access tokens: the same secret as the server's. */
export interface Signer {
  readonly issuer: string
  readonly secretKey: string
}

export type Accounts = ReturnType<typeof createAccounts>

const PASSWORD = 'made-up-password'

/** A provider that keeps its accounts in this tab, and signs tokens with the secret of the server. */
export function createAccounts({ issuer, secretKey }: Signer) {
  const held = new Map<string, Account>()
  const key = new TextEncoder().encode(secretKey)

  function add(account: Pick<Account, 'email' | 'name'> & Partial<Account>): Account {
    const added = { subject: crypto.randomUUID(), emailVerified: true, password: PASSWORD, ...account }
    held.set(added.email, added)
    return added
  }

  const provider: Provider = {
    id: 'tab',
    specification: 'v1',
    tokens: [],
    async createUser({ email, name, password, emailVerified }) {
      if (held.has(email)) return null
      const { subject } = add({ email, name, password, emailVerified })
      return { issuer, subject, email, emailVerified, name }
    },
  }

  return {
    provider,
    add,
    find: (email: string): Account | null => held.get(email) ?? null,
    tokenOf: ({ subject, email, emailVerified, name }: Account): Promise<string> =>
      new SignJWT({ email, email_verified: emailVerified, ...(name && { name }) })
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject(subject)
        .setIssuer(issuer)
        .setAudience('authenticated')
        .setIssuedAt()
        .setExpirationTime('1h')
        .sign(key),
  }
}
