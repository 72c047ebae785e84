import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query'
import { createRepeater, type TenantryError } from '@tenantry/core'
import { useRef, useState } from 'react'
import { network } from './query-client.ts'

/** Sends a write; one whose answer was lost is repeated under its first key. */
export type Repeat = ReturnType<typeof createRepeater>

export interface WriteOptions<V, O> {
  readonly write: (values: V, repeat: Repeat) => Promise<O>
  /** What the server is asked anew afterwards; after a failure too, as that often means that our view was old. */
  readonly invalidates?: readonly QueryKey[]
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
  /** Forgets the last call. */
  readonly reset: () => void
}

/** A write: the same one twice at once is one request, and what it touches is asked anew. */
export function useWrite<V, O>({ write, invalidates = [] }: WriteOptions<V, O>): Write<V, O> {
  const queryClient = useQueryClient()
  const [repeat] = useState(() => createRepeater())
  const running = useRef(new Map<string, Promise<O>>())
  const { data, error, isPending, reset, ...mutation } = useMutation<O, TenantryError, V>({
    ...network,
    mutationFn: (values) => write(values, repeat),
    onSettled: () => Promise.all(invalidates.map((queryKey) => queryClient.invalidateQueries({ queryKey }))),
  })

  // Two clicks in one frame come before React has rendered the first.
  function mutateAsync(values: V): Promise<O> {
    const key = JSON.stringify(values)
    const promise = running.current.get(key) ?? mutation.mutateAsync(values).finally(() => running.current.delete(key))
    running.current.set(key, promise)
    return promise
  }

  const mutate = (values: V) => void mutateAsync(values).catch(() => {})
  return { mutate, mutateAsync, data, error, isPending, reset }
}
