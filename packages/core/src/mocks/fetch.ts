import { getResponse, type HttpHandler, HttpResponse } from 'msw'

/**
 * Answers requests by handlers, for `createClient({ fetch })`: no service worker, no server, nothing shared between tests.
 * The promise is rejected with a TypeError where no handler fits, as where there is no network; a warning says which one is missing.
 */
export function mockFetch(handlers: readonly HttpHandler[]): (request: Request) => Promise<Response> {
  return async (request) => {
    const response = await getResponse([...handlers], request)
    if (!response) throw missing(request)
    if (response.type === 'error') throw HttpResponse.error()
    return response
  }
}

// To the caller it is a lost connection like any other: without a word, one would look for it in the wrong place.
function missing({ method, url }: Request): TypeError {
  const error = new TypeError(`There is no reply for ${method} ${url}.`)
  console.warn(error.message)
  return error
}
