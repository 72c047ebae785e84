/** One thing that has to be right for an adapter to work, as it was found. */
export interface Check {
  /** What was looked at, such as `Token for the Management API`. */
  readonly name: string
  readonly state: 'passed' | 'warning' | 'failed'
  /** What was seen, in words, without a secret. */
  readonly found: string
  /** What to do, and exactly where; null when nothing is wrong. */
  readonly remedy: string | null
}
