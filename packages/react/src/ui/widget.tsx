import type { Translator } from '@tenantry/core/messages'
import { createContext, type ReactNode, use, useCallback, useMemo, useState } from 'react'
import { type Appearance, mergeAppearance } from '../provider/appearance.ts'
import { useTenantry } from '../provider/context.ts'
import { CardSkeleton } from './skeleton.tsx'
import { type ClassNames, createClassNames } from './slots.ts'

interface WidgetValue {
  readonly slot: ClassNames
  readonly level: 1 | 2
  readonly logo: ReactNode
  readonly announce: (text: string) => void
  readonly translator: Translator
}

const WidgetContext = createContext<WidgetValue | null>(null)

/** Reads what a part of a widget needs of the widget: classes, words, the voice for screen readers. */
export function useWidget(): WidgetValue {
  const widget = use(WidgetContext)
  if (!widget) throw new TypeError('This is a part of a widget and needs the widget around it.')
  return widget
}

export interface WidgetProps {
  /** Names the widget for tests and style sheets: `data-tenantry-widget`. */
  readonly name: string
  /** What the widget shows now: `data-tenantry-state`. */
  readonly state: string
  /** The level of its headings. @default 2 */
  readonly level?: 1 | 2
  readonly appearance?: Appearance | undefined
  readonly children: ReactNode
}

/** The frame of every widget: theme, language, state for style sheets, and one live region. */
export function Widget({ name, state, level = 2, appearance: own, children }: WidgetProps) {
  const { appearance: base, translator, isTranslated } = useTenantry()
  const appearance = useMemo(() => mergeAppearance(base, own), [base, own])
  const [said, setSaid] = useState({ text: '', count: 0 })
  const announce = useCallback((text: string) => setSaid(({ count }) => ({ text, count: count + 1 })), [])
  const { theme = 'system', elements = {}, unstyled = false, logo = null } = appearance
  const widget = useMemo(
    () => ({ slot: createClassNames(elements, unstyled), level, logo, announce, translator }),
    [elements, unstyled, level, logo, announce, translator],
  )

  return (
    <WidgetContext value={widget}>
      <div
        className={widget.slot('root')}
        lang={translator.locale}
        data-tenantry-widget={name}
        data-tenantry-state={state}
        data-tenantry-theme={theme}
      >
        {isTranslated ? children : <CardSkeleton />}
        <div className="tenantry-hidden" role="status">
          {/* A new element each time: the same words twice are news twice. */}
          <span key={said.count}>{said.text}</span>
        </div>
      </div>
    </WidgetContext>
  )
}
