import { newKey } from '../client/idempotency.ts'
import { isTenantryError } from '../contract/errors.ts'

type Write<I, O> = (input: I, options: { readonly idempotencyKey: string }) => Promise<O>

/**
 * Returns a function that sends writes. One whose answer was lost is repeated under its first key when it is submitted
 * again unchanged, so that the server does it once and tells what became of it.
 */
export function createRepeater(newId: () => string = newKey) {
  const keys = new Map<string, string>()

  return async function write<I, O>(send: Write<I, O>, input: I): Promise<O> {
    const content = JSON.stringify(input)
    const idempotencyKey = keys.get(content) ?? newId()
    try {
      const output = await send(input, { idempotencyKey })
      keys.delete(content)
      return output
    } catch (error) {
      if (isLost(error)) keys.set(content, idempotencyKey)
      else keys.delete(content)
      throw error
    }
  }
}

/** Whether the write may have happened in spite of the error. */
function isLost(error: unknown): boolean {
  if (!isTenantryError(error)) return true
  return error.status === 0 || error.status >= 500 || error.code === 'IDEMPOTENCY_IN_PROGRESS'
}
