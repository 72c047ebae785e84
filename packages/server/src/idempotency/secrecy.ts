import type { Endpoint } from '@tenantry/core'
import type { Keys } from '../tokens/keys.ts'

interface Kept {
  readonly output: object
}

/** What may wait in the database for a repetition: an answer, or where it holds a secret, that answer sealed. */
export async function keepable<A extends Kept>({ secret }: Endpoint, answer: A, keys: Keys): Promise<A> {
  return secret ? { ...answer, output: { sealed: await keys.seal(answer.output) } } : answer
}

/** The answer behind what was kept. @throws when it was sealed with another secret than the server has now. */
export async function revealed<A extends Kept>({ secret }: Endpoint, kept: A, keys: Keys): Promise<A> {
  if (!secret || !('sealed' in kept.output)) return kept
  return { ...kept, output: (await keys.open(String(kept.output.sealed))) as object }
}
