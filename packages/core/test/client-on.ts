import { createClient } from '../src/client/client.ts'
import type { ClientOptions } from '../src/client/send.ts'
import { isTenantryError, type TenantryError } from '../src/contract/errors.ts'

export const baseURL = 'https://app.example.com'

/** A client whose server answers everything the same way and remembers what it was asked. */
export function clientOn(answer: () => Response | Promise<Response>, options: ClientOptions = {}) {
  const requests: Request[] = []
  const fetch = async (request: Request) => {
    requests.push(request)
    return answer()
  }
  return { client: createClient({ baseURL, fetch, ...options }), requests }
}

/** What a call fails with; a call that does not is a failure of the test. */
export async function failureIn(call: Promise<unknown>): Promise<TenantryError> {
  const error = await call.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!isTenantryError(error)) throw new Error('expected a TenantryError', { cause: error })
  return error
}
