import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query'
import { createRepeater, type Session, TenantryError } from '@tenantry/core'
import { useRef, useState } from 'react'
import { useTenantry } from '../provider/context.ts'
import { emailOf, isAnother } from '../provider/email-of.ts'
import { applyPatches, type Patch } from './patch.ts'
import { network } from './query-client.ts'

/** Sends a write; one whose answer was lost is repeated under its first key. */
export type Repeat = ReturnType<typeof createRepeater>

export interface WriteOptions<V, O> {
  readonly write: (values: V, repeat: Repeat) => Promise<O>
  /** What is shown before the server has answered; taken back when it refuses. */
  readonly expect?: (values: V) => readonly Patch[]
  /** What its answer changes of what we hold. */
  readonly settle?: (output: O, values: V) => readonly Patch[]
  /** What the server is asked anew afterwards; after a failure too, as that often means that our view was old. */
  readonly invalidates?: readonly QueryKey[]
  /** What is asked anew only once it is looked at again: rows under the eye stay where they are. */
  readonly outdates?: (values: V) => readonly QueryKey[]
}

/** A write with what is known of its last call. */
export interface Write<V, O> {
  /** Writes, and leaves the outcome to `data` and `error`. */
  readonly mutate: (values: V) => void
  /** Writes. @throws TenantryError when the server refuses, or cannot be reached */
  readonly mutateAsync: (values: V) => Promise<O>
  readonly data: O | undefined
  readonly error: TenantryError | null
  readonly isPending: boolean
  /** What was sent last. */
  readonly variables: V | undefined
  /** Forgets the last call. */
  readonly reset: () => void
}

/** A write: the same one twice at once is one request, what it changes is shown at once, and what it touches is asked anew. */
export function useWrite<V, O>({ write, expect, settle, invalidates = [], outdates }: WriteOptions<V, O>): Write<V, O> {
  const queryClient = useQueryClient()
  const { session } = useTenantry()
  const [repeat] = useState(() => createRepeater())
  const running = useRef(new Map<string, Promise<O>>())
  const { data, error, isPending, variables, reset, ...mutation } = useMutation<O, TenantryError, V, () => void>({
    ...network,
    mutationFn: (values) => write(values, inOneName(session, repeat)),
    async onMutate(values) {
      const patches = expect?.(values) ?? []
      // An answer under way knows nothing of this write, and would take it off the screen again.
      await Promise.all(patches.map(({ queryKey }) => queryClient.cancelQueries({ queryKey })))
      return applyPatches(queryClient, patches)
    },
    onSuccess: (output, values) => void applyPatches(queryClient, settle?.(output, values) ?? []),
    onError: (_, __, undo) => undo?.(),
    onSettled(_, __, values) {
      for (const queryKey of outdates?.(values) ?? [])
        void queryClient.invalidateQueries({ queryKey, refetchType: 'none' })
      return Promise.all(invalidates.map((queryKey) => queryClient.invalidateQueries({ queryKey })))
    },
  })

  // Two clicks in one frame come before React has rendered the first.
  function mutateAsync(values: V): Promise<O> {
    const key = JSON.stringify(values)
    const promise = running.current.get(key) ?? mutation.mutateAsync(values).finally(() => running.current.delete(key))
    running.current.set(key, promise)
    return promise
  }

  const mutate = (values: V) => void mutateAsync(values).catch(() => {})
  return { mutate, mutateAsync, data, error, isPending, variables, reset }
}

// A write of many requests takes a while, and each of them is sent with the token of that moment.
function inOneName(session: Session, repeat: Repeat): Repeat {
  const by = emailOf(session)
  return async (send, input) => {
    const [before, now] = await Promise.all([by, emailOf(session)])
    if (isAnother(before, now)) throw new TenantryError('UNAUTHENTICATED', { status: 401 })
    return repeat(send, input)
  }
}
