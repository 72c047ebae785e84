import type { Random } from './random.ts'

const KEPT = 24
// What holds an answer's own thing without naming it.
const HOLDERS = ['', 'result', 'data', 'item']

/** A value that a request can name something by. */
export type Known = string | number

/** The ids of one path. */
export type Ids = Readonly<Record<string, Known>>

/** What the server told so far, by the name under which requests ask for it: real ids, tokens and names. */
export interface Pool {
  /** Takes in every value of an answer, and which ids stand below those of its path; `noun` names what a bare `id` is of. */
  harvest(body: unknown, noun: string, above: Ids): void
  /** Adds a value that shall come up often, until everything is unpinned. */
  pin(name: string, value: Known): void
  unpin(): void
  add(name: string, value: Known): void
  /** Every value of that name that is still known. */
  all(name: string): readonly Known[]
  /** A value of the name and type of `like`; undefined when none is known. */
  draw(name: string, like: unknown, random: Random): Known | undefined
  /** Ids of the types of `like` that belong together, as an invitation's and its organization's; undefined when none are known. */
  drawIds(like: Ids, random: Random): Ids | undefined
}

/** Makes an empty pool. */
export function createPool(): Pool {
  const recent = new Map<string, Known[]>()
  const pinned = new Map<string, Known[]>()
  const related = new Map<string, Ids[]>()

  function add(name: string, value: Known): void {
    const values = recent.get(name) ?? []
    if (!values.includes(value)) recent.set(name, [...values, value].slice(-KEPT))
  }

  function chosen<T>(all: readonly T[], isPinned: (one: T) => boolean, random: Random): T | undefined {
    const often = random.chance(0.5)
    const at = random.below(KEPT)
    const favourites = often ? all.filter(isPinned) : []
    const list = favourites.length > 0 ? favourites : all
    return list[at % (list.length || 1)]
  }

  return {
    add,
    all: (name) => recent.get(name) ?? [],
    harvest(body, noun, above) {
      // What is done to two things at once, such as adding a member to a team, makes them belong together.
      const last = Object.keys(above).at(-1)
      if (last !== undefined && Object.keys(above).length > 1)
        related.set(last, [...(related.get(last) ?? []), above].slice(-KEPT))
      for (const [name, value] of valuesIn(body, noun)) {
        add(name, value)
        if (!name.endsWith('Id') || name in above) continue
        related.set(name, [...(related.get(name) ?? []), { ...above, [name]: value }].slice(-KEPT))
      }
    },
    pin(name, value) {
      pinned.set(name, [...(pinned.get(name) ?? []), value])
      add(name, value)
    },
    unpin: () => pinned.clear(),
    draw(name, like, random) {
      const favourites = pinned.get(name) ?? []
      const all = [...favourites, ...(recent.get(name) ?? [])].filter((value) => typeof value === typeof like)
      return chosen(all, (value) => favourites.includes(value), random)
    },
    drawIds(like, random) {
      const names = Object.keys(like)
      const isPinned = (ids: Ids) => names.some((name) => pinned.get(name)?.includes(ids[name] ?? ''))
      let drawn: Ids = {}
      for (const name of names.toReversed()) {
        if (name in drawn) continue
        const before = drawn
        const fitting = (related.get(name) ?? []).filter((ids) => agrees(ids, before) && isLike(ids, like))
        const ids = chosen(fitting, isPinned, random)
        if (!ids) return undefined
        drawn = { ...ids, ...drawn }
      }
      return Object.fromEntries(names.map((name) => [name, drawn[name] ?? '']))
    },
  }
}

function agrees(ids: Ids, others: Ids): boolean {
  return Object.entries(others).every(([name, id]) => !(name in ids) || ids[name] === id)
}

function isLike(ids: Ids, like: Ids): boolean {
  return Object.entries(ids).every(([name, id]) => !(name in like) || typeof id === typeof like[name])
}

// Every value in an answer with its name; a bare `id` is named after what holds it, at the top after the noun.
function valuesIn(value: unknown, noun: string, name = ''): (readonly [name: string, value: Known])[] {
  if (Array.isArray(value)) return value.flatMap((item) => valuesIn(item, noun, singular(name)))
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, inner]) => {
      const owner = singular(HOLDERS.includes(name) ? noun : name)
      return valuesIn(inner, noun, nameOf(key === 'id' || key === '_id' ? `${owner}Id` : key))
    })
  return (typeof value === 'string' && value !== '') || typeof value === 'number' ? [[name, value]] : []
}

/** One name for what APIs call `invitation_id`, `inviteId` and `invitationId`, and for `cursor` and `next_cursor`. */
export function nameOf(key: string): string {
  return key
    .replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
    .replace(/^next([A-Z])/, (_, letter: string) => letter.toLowerCase())
    .replace(/^org(?=[A-Z]|$)/, 'organization')
    .replace(/^invite(?=[A-Z]|$)/, 'invitation')
}

function singular(name: string): string {
  return name.replace(/ies$/, 'y').replace(/s$/, '')
}
