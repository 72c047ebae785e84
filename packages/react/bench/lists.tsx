import type { Member, Session } from '@tenantry/core'
import { createClient, type TenantryClient } from '@tenantry/core'
import { useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { MembersList, TenantryProvider } from '../src/index.ts'
import '../src/styles.css'

/** What the measuring side calls, and reads. */
declare global {
  interface Window {
    /** When the first row was painted, in milliseconds since the navigation began. */
    painted: Promise<number>
    /** Turns to the next page, and resolves once its rows are painted. */
    turn(): Promise<void>
  }
}

const PAGE = 25
const { list = 'ours', token = '', organization = '' } = Object.fromEntries(new URLSearchParams(location.search))

const session: Session = {
  getToken: async () => token,
  getUser: async () => null,
  subscribe: () => () => {},
}
const client = createClient({ baseURL: location.origin, getToken: () => session.getToken() })

/** The widget as a host mounts it. */
function Ours() {
  return (
    <TenantryProvider session={session} client={client}>
      <MembersList organizationId={organization} pageSize={PAGE} />
    </TenantryProvider>
  )
}

/** The least that shows the same rows: one fetch, one state, three columns, nothing to do with a member. */
function Plain() {
  const [page, setPage] = useState<Awaited<ReturnType<typeof pageAt>>>()
  useEffect(() => void pageAt(client, PAGE).then(setPage), [])
  if (!page) return null
  return (
    <>
      <Rows members={page.members} />
      <nav>
        <button type="button" onClick={() => void pageAt(client, PAGE, page.next_cursor).then(setPage)}>
          Next
        </button>
      </nav>
    </>
  )
}

/** What a list does that knows no pages: it asks for all of them, and shows every row at once. */
function Everything() {
  const [members, setMembers] = useState<readonly Member[]>([])
  useEffect(() => void everybody(client).then(setMembers), [])
  return <Rows members={members} />
}

function Rows({ members }: { readonly members: readonly Member[] }) {
  return (
    <table>
      <tbody>
        {members.map(({ user_id, full_name, email, role, joined_at }) => (
          <tr key={user_id}>
            <th scope="row">
              {full_name} {email}
            </th>
            <td>{role}</td>
            <td>{joined_at}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function pageAt({ members }: TenantryClient, limit: number, cursor?: string | null) {
  return members.list({ params: { organizationId: organization }, query: { limit, ...(cursor && { cursor }) } })
}

async function everybody(from: TenantryClient): Promise<readonly Member[]> {
  const all: Member[] = []
  let cursor: string | null = null
  do {
    const { members, next_cursor } = await pageAt(from, 100, cursor)
    all.push(...members)
    cursor = next_cursor
  } while (cursor)
  return all
}

const first = () => document.querySelector('tbody tr th')?.textContent ?? ''

/** Resolves once there is another first row than before, and that row is on the screen. */
function shown(before: string): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const look = () => {
    if (first() === before || document.querySelector('[aria-busy]')) return
    observer.disconnect()
    requestAnimationFrame(() => setTimeout(resolve))
  }
  const observer = new MutationObserver(look)
  observer.observe(document.body, { childList: true, subtree: true, characterData: true, attributes: true })
  look()
  return promise
}

window.painted = shown('').then(() => performance.now())
window.turn = () => {
  const change = shown(first())
  document.querySelector<HTMLElement>('nav button:last-of-type')?.click()
  return change
}

const lists = { ours: Ours, plain: Plain, everything: Everything }
const List = lists[list as keyof typeof lists]
createRoot(document.body.appendChild(document.createElement('main'))).render(<List />)
