/** Thrown by a handler to refuse; its status decides about the shape of the answer. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly status: 400 | 403 | 404 | 429
  readonly code: string

  constructor(status: Refusal['status'], code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

/** An answer in Kinde's form. */
export function answered(body: object, status = 200): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })
}

/** Errors are a list, but for 404, where they are one object. */
export function refused({ status, code, message }: Pick<Refusal, 'status' | 'code' | 'message'>): Response {
  const error = { code, message }
  return answered({ errors: status === 404 ? error : [error] }, status)
}

/** What Kinde says when a change was made and nothing is to be told of it. */
export function done(message: string): object {
  return { code: 'OK', message }
}

/** The value, unless there is none. */
export function found<T>(value: T | undefined, code: string, message: string, status: 400 | 404 = 400): T {
  if (value === undefined) throw new Refusal(status, code, message)
  return value
}
