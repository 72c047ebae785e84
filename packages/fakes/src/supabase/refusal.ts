/** A failure of Supabase Auth, in the form that the caller's API version asks for. */
export class SupabaseRefusal extends Error {
  readonly status: number
  readonly code: string

  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }

  body(version: string | null) {
    if (version === '2024-01-01') return { code: this.code, message: this.message }
    return { code: this.status, error_code: this.code, msg: this.message }
  }
}

/** What the gateway before it says, in words of its own. */
export class GatewayRefusal extends SupabaseRefusal {
  override body() {
    return { message: this.message, hint: 'Double check your Supabase API key.' } as never
  }
}
