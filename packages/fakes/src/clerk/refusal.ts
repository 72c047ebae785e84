/** A failure in Clerk's form; status and code stand in pairs, as in Clerk's own catalogue. */
export class ClerkRefusal extends Error {
  readonly status: number
  readonly code: string
  readonly param: string | undefined

  constructor(status: number, code: string, param?: string) {
    super(code)
    this.status = status
    this.code = code
    this.param = param
  }

  get body() {
    const said = { message: this.code.replaceAll('_', ' '), long_message: `${this.code.replaceAll('_', ' ')}.` }
    const meta = this.param === undefined ? {} : { meta: { param_name: this.param } }
    return { errors: [{ ...said, code: this.code, ...meta }], clerk_trace_id: 'made-up-trace' }
  }
}

export const notFound = () => new ClerkRefusal(404, 'resource_not_found')

/** Holds a body against what an endpoint takes. @throws ClerkRefusal */
export function check(
  body: Readonly<Record<string, unknown>>,
  required: readonly string[],
  optional: readonly string[],
): void {
  for (const name of required) if (body[name] === undefined) throw new ClerkRefusal(422, 'form_param_missing', name)
  for (const name of Object.keys(body))
    if (![...required, ...optional].includes(name)) throw new ClerkRefusal(422, 'form_param_unknown', name)
}

/** One text of a body. @throws ClerkRefusal */
export function text(body: Readonly<Record<string, unknown>>, name: string): string {
  const value = body[name]
  if (typeof value !== 'string') throw new ClerkRefusal(422, 'form_param_type_invalid', name)
  return value
}
