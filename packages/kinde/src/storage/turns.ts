/** Runs one act after the other under one name. */
export type Exclusive = <T>(name: string, act: () => Promise<T>) => Promise<T>

/** Lets acts of this process take turns. */
export function createTurns(): Exclusive {
  const last = new Map<string, Promise<unknown>>()
  return async (name, act) => {
    const turn = (last.get(name) ?? Promise.resolve()).then(act, act)
    last.set(name, turn)
    try {
      return await turn
    } finally {
      if (last.get(name) === turn) last.delete(name)
    }
  }
}
