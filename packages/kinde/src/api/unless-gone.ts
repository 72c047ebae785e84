import { unless } from '@tenantry/core/provider'

/** Waits for a removal, and takes what is not there for removed. */
export async function unlessGone(removal: Promise<unknown>): Promise<void> {
  await unless('not_found', removal, null)
}
