import type { contract, Input, Member } from '@tenantry/core'
import type { Person, Running } from '../start-tenantry.ts'

type Query = Input<typeof contract.members.list>['query']

/** Walks through a list to its end; `between` is done after each page but the last. */
export async function everyPage(
  running: Running,
  person: Person,
  organizationId: string,
  query: Query = {},
  between: (turn: number) => Promise<unknown> = async () => {},
): Promise<Member[]> {
  const { list } = running.as(person).members
  const found: Member[] = []
  let cursor: string | null = null
  for (let turn = 1; ; turn++) {
    const page: Awaited<ReturnType<typeof list>> = await list({
      params: { organizationId },
      query: { ...query, ...(cursor !== null && { cursor }) },
    })
    found.push(...page.members)
    cursor = page.next_cursor
    if (cursor === null) return found
    await between(turn)
  }
}

/** The names of members, in their order. */
export const namesOf = (members: readonly Member[]) => members.map(({ full_name }) => full_name)
