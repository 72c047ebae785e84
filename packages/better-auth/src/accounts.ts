import { isNewPassword, TenantryError } from '@tenantry/core'
import type { Identity, NewUser, Provider, ProviderContext } from '@tenantry/core/provider'
import type { Settings } from './settings.ts'

/** What the server does with accounts: the hash before its own transaction, the rest inside. */
export interface Accounts
  extends Pick<Required<Provider>, 'hashPassword' | 'confirmEmail' | 'findUser' | 'deleteUser'> {
  /** What it makes is there with the server's transaction, or not at all: nothing has to be found again. */
  createUser(user: Wish, context: ProviderContext): Promise<Identity | null>
}

/** Somebody who is to have an account. */
export type Wish = Omit<NewUser, 'marker'>

/** What the role of the server's transactions needs for `accounts`, and nothing beyond. */
export function grants({ schema, grantTo }: Settings): string[] {
  const role = `"${grantTo}"`
  return [
    `GRANT USAGE ON SCHEMA "${schema}" TO ${role}`,
    `GRANT SELECT (id, email, "emailVerified", name), INSERT, DELETE, UPDATE ("emailVerified", "updatedAt") ON "${schema}"."user" TO ${role}`,
    `GRANT INSERT ON "${schema}".account TO ${role}`,
  ]
}

export function accounts({ issuer, schema, passwords, now, newId }: Settings): Accounts {
  return { hashPassword, createUser, confirmEmail, findUser, deleteUser }

  async function hashPassword(password: string): Promise<string> {
    if (!isNewPassword(password)) throw new TenantryError('VALIDATION_FAILED', { status: 400 })
    return passwords.hash(password)
  }

  // Plain SQL instead of better-auth's adapter: only ON CONFLICT lets two sign-ups for one address meet without an error,
  // and an error would abort the transaction that belongs to the server.
  async function createUser(user: Wish, { runSql }: ProviderContext): Promise<Identity | null> {
    const makeRoom = `DELETE FROM "${schema}"."user" WHERE email = $1 AND NOT "emailVerified"`
    const createPerson = `WITH person AS (
         INSERT INTO "${schema}"."user" (id, email, "emailVerified", name, "createdAt", "updatedAt")
         VALUES ($1, $2, $3, $4, $5, $5)
         ON CONFLICT (email) DO NOTHING
         RETURNING id
       ), credential AS (
         INSERT INTO "${schema}".account (id, "userId", "accountId", "providerId", password, "createdAt", "updatedAt")
         SELECT $6, id, id, 'credential', $7, $5, $5 FROM person
       )
       SELECT id FROM person`
    const moment = new Date(now()).toISOString()
    const emailVerified = user.emailVerified || user.autoConfirm === true
    const [, { rows }] = await Promise.all([
      user.emailVerified ? runSql(makeRoom, [user.email]) : null,
      runSql(createPerson, [newId(), user.email, emailVerified, user.name ?? '', moment, newId(), user.password]),
    ])
    const [created] = rows as readonly { readonly id: string }[]
    return created ? identity({ ...user, emailVerified, id: created.id }) : null
  }

  async function confirmEmail(
    person: Pick<Identity, 'issuer' | 'subject'>,
    { runSql }: ProviderContext,
  ): Promise<void> {
    if (person.issuer !== issuer) return
    await runSql(
      `UPDATE "${schema}"."user" SET "emailVerified" = true, "updatedAt" = $2 WHERE id = $1 AND NOT "emailVerified"`,
      [person.subject, new Date(now()).toISOString()],
    )
  }

  async function findUser(email: string, { runSql }: ProviderContext): Promise<Identity | null> {
    const { rows } = await runSql(`SELECT id, email, "emailVerified", name FROM "${schema}"."user" WHERE email = $1`, [
      email,
    ])
    const [found] = rows as readonly UserRow[]
    return found ? identity(found) : null
  }

  // What hangs on the user, sessions and credentials, goes with it by foreign key.
  async function deleteUser(person: Pick<Identity, 'issuer' | 'subject'>, { runSql }: ProviderContext): Promise<void> {
    if (person.issuer !== issuer) return
    await runSql(`DELETE FROM "${schema}"."user" WHERE id = $1`, [person.subject])
  }

  function identity({ id, email, emailVerified, name }: UserRow): Identity {
    return { issuer, subject: id, email, emailVerified, name: name || null }
  }
}

interface UserRow {
  readonly id: string
  readonly email: string
  readonly emailVerified: boolean
  readonly name: string | null
}
