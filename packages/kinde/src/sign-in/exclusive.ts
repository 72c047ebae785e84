import type { StorageBackend } from '../storage/backend.ts'

/** Runs one act after the other under one name. */
export type Exclusive = <T>(name: string, act: () => Promise<T>) => Promise<T>

/** Takes the backend's way, which holds across processes, or else lets the acts of this process wait for each other. */
export function exclusiveOn(backend: StorageBackend | null): Exclusive {
  if (backend?.exclusively) return backend.exclusively.bind(backend)
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
