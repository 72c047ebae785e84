import type { ReactNode } from 'react'
import type { ElementClasses } from '../ui/slots.ts'

/** How the widgets look, beyond what custom properties in CSS say. */
export interface Appearance {
  /** @default 'system', or what a `.dark` or `.light` class above says */
  readonly theme?: 'light' | 'dark' | 'system'
  /** How close together things stand. Fingers and small screens get targets of 44 px in both. @default 'comfortable' */
  readonly density?: 'comfortable' | 'compact'
  /** Leaves out the widgets' own classes, so that only `elements` style them. @default false */
  readonly unstyled?: boolean
  /** Classes of the host's own for single elements. */
  readonly elements?: ElementClasses
  /** Stands above the title of every card. */
  readonly logo?: ReactNode
}

/** Lays one appearance over another. */
export function mergeAppearance(base: Appearance, over: Appearance = {}): Appearance {
  return { ...base, ...over, elements: { ...base.elements, ...over.elements } }
}
