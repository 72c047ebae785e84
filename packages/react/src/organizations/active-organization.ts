const KEY = 'tenantry.organization'

/** The organization that a tab works in; another tab may work in another one. */
export interface ActiveOrganization {
  /** Null before one was chosen: then the default one is meant. */
  get(): string | null
  set(organizationId: string | null): void
  /** Says who is signed in: the choice of somebody else is forgotten, also when a page was left in between. */
  belongTo(person: string): void
  subscribe(listener: () => void): () => void
}

/** Keeps the choice in the tab's own storage: it outlives a reload, and no other tab sees it. */
export function createActiveOrganization(): ActiveOrganization {
  const listeners = new Set<() => void>()
  let { chosen, owner } = read()

  function set(organizationId: string | null) {
    chosen = organizationId
    write(chosen && `${chosen} ${owner}`)
    for (const listener of listeners) listener()
  }

  return {
    get: () => chosen,
    set,
    belongTo(person) {
      const before = owner
      owner = markOf(person)
      if (chosen && before !== owner) set(before ? null : chosen)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** Tells people apart, and says of nobody who they are. */
function markOf(person: string): string {
  let sum = 0
  for (const letter of person) sum = (Math.imul(sum, 31) + (letter.codePointAt(0) ?? 0)) | 0
  return `${sum}`
}

// A browser may forbid storage, and a server has none: then the choice lasts as long as the page.
function read(): { readonly chosen: string | null; readonly owner: string } {
  try {
    const [chosen = null, owner = ''] = sessionStorage.getItem(KEY)?.split(' ') ?? []
    return { chosen, owner }
  } catch {
    return { chosen: null, owner: '' }
  }
}

function write(choice: string | null): void {
  try {
    if (choice === null) sessionStorage.removeItem(KEY)
    else sessionStorage.setItem(KEY, choice)
  } catch {}
}
