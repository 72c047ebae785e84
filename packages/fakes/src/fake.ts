/** A provider that lives in memory. */
export interface Fake {
  /** Answers as the provider would. */
  fetch(request: Request): Promise<Response>
}

/** A call as it came and what was answered: what is checked against the provider's own specification. */
export interface Exchange {
  readonly method: string
  /** Path and query. */
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** Null when no answer, or a spoilt one, was sent. */
  readonly answer: {
    readonly status: number
    readonly headers: Readonly<Record<string, string>>
    readonly body: string
  } | null
}
