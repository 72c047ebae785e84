import type { Contract, Endpoint } from '@tenantry/core'
import { type Person, publicUrl, type Running } from '../start-tenantry.ts'
import { bodyIds, examples } from './examples.ts'
import { type IdKind, idKinds, idOf, organizationIds } from './ids.ts'
import { type PrincipalName, principals, type World } from './world.ts'

/** One request of the matrix: who, which endpoint, and whose thing each id names. */
export interface Cell {
  readonly contract: string
  /** `noun.verb` */
  readonly name: string
  readonly endpoint: Endpoint
  readonly principal: PrincipalName
  /** Whose organization the request is about. */
  readonly organization: IdKind
  /** Whose thing inside of it the request names; null when it names none. */
  readonly inner: IdKind | null
}

/** Every cell of a contract. */
export function cellsOf(contract: string, endpoints: Contract): Cell[] {
  return Object.entries(endpoints).flatMap(([noun, verbs]) =>
    Object.entries(verbs).flatMap(([verb, endpoint]) =>
      kindsOf(endpoint, bodyIds[contract]?.[`${noun}.${verb}`]).flatMap((kinds) =>
        principals.map((principal) => ({ contract, name: `${noun}.${verb}`, endpoint, principal, ...kinds })),
      ),
    ),
  )
}

/** One id is wrong at a time: with two of them nobody could say which was refused. */
function kindsOf(endpoint: Endpoint, bodyId?: string): Pick<Cell, 'organization' | 'inner'>[] {
  const names = [...namesOf(endpoint), ...(bodyId ? [bodyId] : [])]
  const hasInner = names.some((name) => !organizationIds.includes(name))
  const outer = names.some((name) => organizationIds.includes(name)) ? idKinds : (['own'] as const)
  const cells = outer.map((organization) => ({ organization, inner: hasInner ? ('own' as IdKind) : null }))
  // The thing goes with its organization, until it is the one that is wrong.
  const innerWrong = hasInner ? idKinds.slice(1).map((inner) => ({ organization: 'own' as IdKind, inner })) : []
  return [...cells, ...innerWrong]
}

function namesOf({ path }: Endpoint): string[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name)
}

/** Sends the request of a cell. */
export async function send(running: Running, cell: Cell, world: World): Promise<{ status: number; text: string }> {
  const { endpoint, organization, inner, contract, name } = cell
  const numbered = contract === 'users'
  const target = organization === 'foreign' ? world.foreign : world.own
  const path = endpoint.path.replace(/:(\w+)/g, (_, id: string) => {
    const kind = organizationIds.includes(id) ? organization : innerKind(organization, inner)
    return idOf(id, kind, world, numbered)
  })
  const bodyId = bodyIds[contract]?.[name]
  const named = bodyId ? idOf(bodyId, innerKind(organization, inner), world, numbered) : ''
  const { query, body } = examples[contract]?.[name]?.(target, named) ?? {}
  const search = query ? `?${new URLSearchParams(query)}` : ''
  const response = await running.send(path + search, {
    method: endpoint.method,
    redirect: 'manual',
    headers: await headersOf(running, world.people[cell.principal], endpoint),
    ...(endpoint.body && { body: JSON.stringify(body ?? {}) }),
  })
  return { status: response.status, text: await response.text() }
}

function innerKind(organization: IdKind, inner: IdKind | null): IdKind {
  return organization === 'foreign' && inner === 'own' ? 'foreign' : (inner ?? 'own')
}

async function headersOf(running: Running, person: Person | null, { body, method }: Endpoint): Promise<HeadersInit> {
  return {
    ...(person && { authorization: `Bearer ${await running.token(person)}` }),
    ...(body && { 'content-type': 'application/json' }),
    ...(method !== 'GET' && { origin: publicUrl }),
  }
}
