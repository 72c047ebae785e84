/** Asks something once for many callers, and keeps the answer for a while. */
export interface Answers<T> {
  get(): Promise<T>
  /** Takes an answer that came along with another one. */
  keep(answer: T): void
  /** Drops what is kept; what was asked before then is asked anew, for it may be about somebody else. */
  forget(): void
}

export interface AnswersOptions<T> {
  readonly ask: () => Promise<T>
  /** How long an answer may be used, in milliseconds. */
  readonly lifetimeOf: (answer: T) => number
  /** Hears every answer that still counts, before its callers do. */
  readonly onAnswer: (answer: T) => void
  readonly now: () => number
}

export function createAnswers<T>({ ask, lifetimeOf, onAnswer, now }: AnswersOptions<T>): Answers<T> {
  let kept: { readonly answer: T; readonly until: number } | null = null
  let asking: Promise<T> | null = null
  let era = {}

  return { get, keep, forget }

  function get(): Promise<T> {
    if (kept && now() < kept.until) return Promise.resolve(kept.answer)
    asking ??= askNow()
    return asking
  }

  async function askNow(): Promise<T> {
    const asked = era
    const answer = await ask().finally(() => {
      if (asked === era) asking = null
    })
    if (asked !== era) return get()
    keep(answer)
    onAnswer(answer)
    return answer
  }

  function keep(answer: T): void {
    kept = { answer, until: now() + lifetimeOf(answer) }
  }

  function forget(): void {
    era = {}
    kept = null
    asking = null
  }
}
