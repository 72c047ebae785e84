import { isProviderError, type ProviderError, type ProviderErrorKind } from '../provider/provider-error.ts'

/** A fact that is none. */
export class Disproved extends Error {
  override readonly name = 'Disproved'
}

/** @throws Disproved unless both are the same as JSON */
export function same(actual: unknown, expected: unknown, what: string): void {
  const [is, shouldBe] = [actual, expected].map((value) => JSON.stringify(value))
  if (is !== shouldBe) throw new Disproved(`${what}: expected ${shouldBe}, and it is ${is}`)
}

/** Waits for a call to fail with one of these kinds. @throws Disproved when it succeeds, or fails otherwise */
export async function refused(call: Promise<unknown>, ...kinds: readonly ProviderErrorKind[]): Promise<ProviderError> {
  const error = await call.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (error === null) throw new Disproved(`expected it to fail as ${kinds.join(' or ')}, and it succeeded`)
  if (!isProviderError(error))
    throw new Disproved(`expected a ProviderError, and got ${String(error)}`, { cause: error })
  if (!kinds.includes(error.kind))
    throw new Disproved(`expected it to fail as ${kinds.join(' or ')}, and it failed as ${error.kind}`, {
      cause: error,
    })
  return error
}

/** All that an iteration gives. */
export async function all<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const found: T[] = []
  for await (const item of items) found.push(item)
  return found
}
