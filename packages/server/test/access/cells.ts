import type { Contract, Endpoint } from '@tenantry/core'
import { type Person, publicUrl, type Running } from '../start-tenantry.ts'
import { bodyIds, examples } from './examples.ts'
import { type IdKind, idKinds, idOf, namesOrganization } from './ids.ts'
import { type PrincipalName, principals, type Tenants, type World } from './world.ts'

/** One request of the matrix: who, which endpoint, and whose thing each id names. */
export interface Cell {
  readonly contract: string
  /** `noun.verb` */
  readonly name: string
  readonly endpoint: Endpoint
  readonly principal: PrincipalName
  /** Whose organization the request is about; `default` when it is the caller's own one, which no id names. */
  readonly organization: IdKind | 'default'
  /** Whose thing inside of it the request names; null when it names none. */
  readonly inner: IdKind | null
}

/** Every cell of a contract. */
export function cellsOf(contract: string, endpoints: Contract): Cell[] {
  return Object.entries(endpoints).flatMap(([noun, verbs]) =>
    Object.entries(verbs).flatMap(([verb, endpoint]) =>
      kindsOf(contract, `${noun}.${verb}`, endpoint).flatMap((kinds) =>
        principals.map((principal) => ({ contract, name: `${noun}.${verb}`, endpoint, principal, ...kinds })),
      ),
    ),
  )
}

/** One id is wrong at a time: with two of them nobody could say which was refused. */
function kindsOf(contract: string, name: string, endpoint: Endpoint): Pick<Cell, 'organization' | 'inner'>[] {
  const bodyId = bodyIds[contract]?.[name]
  const ids = [...namesOf(endpoint), ...(bodyId ? [bodyId] : [])]
  const isOuter = (id: string) => namesOrganization(`${contract} ${name}`, id)
  const right: Cell['organization'] = contract === 'users' && !ids.some(isOuter) ? 'default' : 'own'
  const outer = ids.some(isOuter) ? idKinds : [right]
  if (ids.every(isOuter)) return outer.map((organization) => ({ organization, inner: null }))
  return [
    // The thing goes with its organization, until it is the one that is wrong.
    ...outer.map((organization) => ({ organization, inner: 'own' as const })),
    ...idKinds.slice(1).map((inner) => ({ organization: right, inner })),
  ]
}

function namesOf({ path }: Endpoint): string[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name)
}

export interface Answer {
  readonly status: number
  readonly text: string
  /** All of it, but for what tells two requests apart. */
  readonly whole: string
}

/** Sends the request of a cell. */
export async function send(running: Running, cell: Cell, world: World): Promise<Answer> {
  const { endpoint, contract, name } = cell
  const { organization, inner, tenants } = seenByCaller(cell, world)
  const numbered = contract === 'users'
  const target = organization === 'foreign' ? tenants.foreign : tenants.own
  const path = endpoint.path.replace(/:(\w+)/g, (_, id: string) => {
    const kind = namesOrganization(`${contract} ${name}`, id) ? organization : inner
    return idOf(id, kind, tenants, numbered)
  })
  const bodyId = bodyIds[contract]?.[name]
  const named = bodyId ? idOf(bodyId, inner, tenants, numbered) : ''
  const { query, body } = examples[contract]?.[name]?.(target, named) ?? {}
  const search = query ? `?${new URLSearchParams(query)}` : ''
  const response = await running.send(path + search, {
    method: endpoint.method,
    redirect: 'manual',
    headers: await headersOf(running, world.people[cell.principal], endpoint),
    ...(endpoint.body && { body: JSON.stringify(body ?? {}) }),
  })
  const text = await response.text()
  const { 'x-request-id': _, ...headers } = Object.fromEntries(response.headers)
  return { status: response.status, text, whole: JSON.stringify([response.status, headers, text]) }
}

interface Seen {
  readonly organization: IdKind
  readonly inner: IdKind
  readonly tenants: Tenants
}

function seenByCaller({ principal, organization, inner }: Cell, { own, foreign }: World): Seen {
  if (organization !== 'default') {
    const goesAlong = organization === 'foreign' && inner === 'own'
    return { organization, inner: goesAlong ? 'foreign' : (inner ?? 'own'), tenants: { own, foreign } }
  }
  // The other tenant is this one's own.
  const tenants = principal === 'adminElsewhere' ? { own: foreign, foreign: own } : { own, foreign }
  return { organization: 'own', inner: inner ?? 'own', tenants }
}

async function headersOf(running: Running, person: Person | null, { body, method }: Endpoint): Promise<HeadersInit> {
  return {
    ...(person && { authorization: `Bearer ${await running.token(person)}` }),
    ...(body && { 'content-type': 'application/json' }),
    ...(method !== 'GET' && { origin: publicUrl }),
  }
}
