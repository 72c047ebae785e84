import type { Appearance } from '@tenantry/react'
import { themes } from '../../packages/react/test/themes.ts'

/** What the toolbar offers, by the name of what it sets; the first is there at first. */
export const choices = {
  theme: themes,
  scheme: ['light', 'dark'],
  density: ['comfortable', 'compact'],
  direction: ['auto', 'rtl'],
} as const

/** What the toolbar says about the page around a story. */
export interface Look {
  readonly theme: (typeof themes)[number]
  readonly scheme: (typeof choices.scheme)[number]
  readonly density: NonNullable<Appearance['density']>
  readonly direction: (typeof choices.direction)[number]
  /** A language, by its tag. */
  readonly locale: string
}

export const usual: Look = {
  theme: 'default',
  scheme: 'light',
  density: 'comfortable',
  direction: 'auto',
  locale: 'en',
}

/** Reads what the toolbar says. */
export function lookOf(globals: object): Look {
  return { ...usual, ...globals }
}

/** Marks what stands in the list of stories, but not in the docs, where the toolbar does the same. */
export const BESIDE = 'beside'

const under = <const G extends object>(globals: G) => ({ tags: [BESIDE], globals })

/** The same story under other conditions. */
export const dark = under({ scheme: 'dark' })
export const arabic = under({ locale: 'ar' })
export const phone = under({ viewport: { value: 'phone' } })
export const compact = under({ density: 'compact' })
export const graphite = under({ theme: 'graphite' })
export const clay = under({ theme: 'clay' })
export const ledger = under({ theme: 'ledger' })
export const shadcn = under({ theme: 'shadcn' })
