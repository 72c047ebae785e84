import { type Account, found, invite, type Stage } from './stage.ts'

let companies = 0

/** An organization that Ada has founded, and whoever works in it. */
export interface Company {
  readonly id: string
  readonly name: string
  readonly ada: Account
  /** Makes an account for somebody, and a member of it. */
  employ(name: string, role?: string): Promise<Account>
}

/** Founds an organization over the API; the domain of its people belongs to it. */
export async function company(stage: Stage): Promise<Company> {
  companies += 1
  const domain = `company-${companies}.example`
  const ada = await stage.account('Ada', stage.newEmail('Ada', domain))
  const { id, name } = await found(ada, `Company ${companies}`, `company-${companies}`, domain)
  return {
    id,
    name,
    ada,
    async employ(employee, role) {
      const account = await stage.account(employee)
      await invite(ada, id, account.email, role)
      const [waiting] = (await account.client.invitations.pending()).pending_invitations
      await account.client.invitations.accept({ body: { invitation_id: waiting?.id ?? '' } })
      return account
    },
  }
}

/** Says which role somebody has in which organization, as they are told themselves. */
export async function rolesOf({ client }: Account): Promise<Readonly<Record<string, string>>> {
  const { organizations } = await client.organizations.status()
  return Object.fromEntries(organizations.map((row) => [row.organizations.name, row.role]))
}
