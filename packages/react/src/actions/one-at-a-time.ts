/** Runs an act unless the one of the same name is still under way: then it does nothing and answers undefined. */
export type Gatekeeper = <T>(name: string, act: () => Promise<T>) => Promise<T | undefined>

/**
 * Lets acts through one at a time. Two clicks in one frame both come before React has rendered the first, and a host
 * may take its time to allow an act.
 */
export function createGatekeeper(): Gatekeeper {
  const running = new Set<string>()
  return async (name, act) => {
    if (running.has(name)) return undefined
    running.add(name)
    return act().finally(() => running.delete(name))
  }
}
