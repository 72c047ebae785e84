import type { en } from './en.ts'

type English = typeof en

/** The app's own words in one language: every one that English has. The widgets bring theirs. */
export type Words = {
  readonly [G in keyof English]: {
    readonly [K in keyof English[G]]: English[G][K] extends string ? string : English[G][K]
  }
}
