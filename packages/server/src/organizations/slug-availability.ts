import { canonicalSlug, type contract, isReservedSlug, slugify, suggestSlugs } from '@tenantry/core'
import type { Handler } from '../context.ts'
import { takenSlugs } from './queries.ts'

const SUGGESTIONS = 3

/** Says whether a slug is free and, when it is not, names others that are. */
export const slugAvailability: Handler<typeof contract.organizations.slugAvailability> = async ({ query }, { tx }) => {
  const slug = canonicalSlug(query.slug)
  const others = suggestSlugs(slug ?? slugify(query.name ?? query.slug), query.name)
  const taken = await takenSlugs(tx, slug ? [slug, ...others] : others)
  const reason = reasonAgainst(slug, taken)
  const suggestions = reason === null ? [] : others.filter((other) => !taken.has(other)).slice(0, SUGGESTIONS)
  return { slug: slug ?? query.slug, available: reason === null, reason, suggestions }
}

function reasonAgainst(slug: string | null, taken: ReadonlySet<string>) {
  if (slug === null) return 'invalid'
  if (isReservedSlug(slug)) return 'reserved'
  return taken.has(slug) ? 'taken' : null
}
