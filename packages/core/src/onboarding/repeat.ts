import { newKey } from '../client/idempotency.ts'
import { isTenantryError } from '../contract/errors.ts'

type Write<I, O> = (input: I, options: { readonly idempotencyKey: string }) => Promise<O>

/**
 * Returns a function that sends writes. One that did not succeed is repeated under its first key when it is submitted
 * again unchanged: should the server have done it in spite of a lost answer, it tells what became of it, once.
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
      if (isDead(error)) keys.delete(content)
      else keys.set(content, idempotencyKey)
      throw error
    }
  }
}

/**
 * Whether nothing was done under the key, and never will be: the server refuses the content itself, or keeps the key for
 * another. Any other refusal says nothing of an earlier try whose answer was lost, and itself keeps no key from working.
 */
function isDead(error: unknown): boolean {
  return isTenantryError(error, 'VALIDATION_FAILED', 'IDEMPOTENCY_KEY_REUSED')
}
