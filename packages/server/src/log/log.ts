import type { Method } from '@tenantry/core'

/** What is known about one event. Errors go under `error`. */
export type LogFields = Readonly<Record<string, unknown>>

/** Takes one event at a time. Implementations keep secrets and full e-mail addresses out of what they write. */
export interface Log {
  info(fields: LogFields, message: string): void
  warn(fields: LogFields, message: string): void
  error(fields: LogFields, message: string): void
}

/** The one line that every request leaves behind. */
export interface RequestLine {
  readonly requestId: string
  readonly method: Method | (string & {})
  /** The pattern of the endpoint, such as `/api/invitations/:id`, or null when none fits: a URL can hold a token. */
  readonly route: string | null
  readonly status: number
  /** How long the answer took, in milliseconds. */
  readonly ms: number
}

/** Writes the line of a request: as an error when the server failed it. */
export function logRequest(log: Log, line: RequestLine): void {
  const message = `${line.method} ${line.route ?? '(no route)'} ${line.status}`
  if (line.status >= 500) log.error({ ...line }, message)
  else log.info({ ...line }, message)
}

/** Writes nothing. */
export const silentLog: Log = { info() {}, warn() {}, error() {} }
