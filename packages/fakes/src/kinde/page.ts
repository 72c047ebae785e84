import { Refusal } from './answers.ts'

const MOST = 500

/** One page of a list, in the order of its making; the last page has no token. */
export function pageOf<T>(all: readonly T[], query: URLSearchParams): { items: readonly T[]; next: object } {
  const size = Number(query.get('page_size') || 10)
  if (!Number.isInteger(size) || size < 1) throw new Refusal(400, 'PAGE_SIZE_INVALID', 'Page size is not valid')
  if (size > MOST) throw new Refusal(400, 'PAGE_SIZE_LIMIT_EXCEEDED', `Page size is limited to ${MOST}`)
  const from = startOf(query.get('next_token'))
  const next = from + size < all.length ? { next_token: btoa(`${from + size}:::id_asc`) } : {}
  return { items: all.slice(from, from + size), next }
}

function startOf(token: string | null): number {
  if (!token) return 0
  const [from] = /^\d+(?=:::id_asc$)/.exec(atob(token)) ?? []
  if (!from) throw new Refusal(400, 'NEXT_TOKEN_INVALID', 'Next token is not valid')
  return Number(from)
}
