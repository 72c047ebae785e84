import type { ReactNode } from 'react'
import type { Slot } from '../ui/slots.ts'

/** How the widgets look, beyond what custom properties in CSS say. */
export interface Appearance {
  /** @default 'system', or what a `.dark` or `.light` class above says */
  readonly theme?: 'light' | 'dark' | 'system'
  /** Leaves out the widgets' own classes, so that only `elements` style them. @default false */
  readonly unstyled?: boolean
  /** Classes of the host's own for single elements. */
  readonly elements?: Partial<Record<Slot, string>>
  /** Stands above the title of every card. */
  readonly logo?: ReactNode
}

/** Lays one appearance over another. */
export function mergeAppearance(base: Appearance, over: Appearance = {}): Appearance {
  return { ...base, ...over, elements: { ...base.elements, ...over.elements } }
}
