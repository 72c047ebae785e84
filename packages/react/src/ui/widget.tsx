import type { MessageOverrides, Translator } from '@tenantry/core/messages'
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

/** English texts that a part of a widget says; the same array each time. Every other language is whole. */
export type Words = readonly MessageOverrides[]

const none: Words = []

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
  /** What it says in English, besides what all widgets do. */
  readonly words?: Words
  readonly children: ReactNode
}

/** The frame of every widget: theme, language, state for style sheets, and one live region. Nothing in it outlives the person it was for. */
export function Widget(props: WidgetProps) {
  return <Frame key={useTenantry().person} {...props} />
}

function Frame({ name, state, level = 2, appearance: own, words = none, children }: WidgetProps) {
  const { appearance: base, translator: known, isTranslated } = useTenantry()
  const translator = useMemo(() => known.with(words), [known, words])
  const appearance = useMemo(() => mergeAppearance(base, own), [base, own])
  const { said, announce } = useVoice()
  const { theme = 'system', density = 'comfortable', elements = {}, unstyled = false, logo = null } = appearance
  const widget = useMemo(
    () => ({ slot: createClassNames(elements, unstyled), level, logo, announce, translator }),
    [elements, unstyled, level, logo, announce, translator],
  )

  return (
    <WidgetContext value={widget}>
      <div
        className={widget.slot('root')}
        lang={translator.locale}
        // A page that runs the other way keeps its own direction for languages that do not ask for one.
        dir={translator.direction === 'rtl' ? 'rtl' : undefined}
        data-tenantry-widget={name}
        data-tenantry-state={state}
        data-tenantry-theme={theme}
        data-tenantry-density={density}
      >
        {isTranslated ? children : <CardSkeleton />}
        <LiveRegion said={said} />
      </div>
    </WidgetContext>
  )
}

/** Lets a dialog announce within itself: what stands outside of an open one is inert, and heard by nobody. */
export function Voiced({ children }: { readonly children: ReactNode }) {
  const widget = useWidget()
  const { said, announce } = useVoice()
  const voiced = useMemo(() => ({ ...widget, announce }), [widget, announce])
  return (
    <WidgetContext value={voiced}>
      {children}
      <LiveRegion said={said} />
    </WidgetContext>
  )
}

interface Said {
  readonly text: string
  readonly count: number
}

function useVoice() {
  const [said, setSaid] = useState<Said>({ text: '', count: 0 })
  const announce = useCallback((text: string) => setSaid(({ count }) => ({ text, count: count + 1 })), [])
  return { said, announce }
}

function LiveRegion({ said: { text, count } }: { readonly said: Said }) {
  const { slot } = useWidget()
  return (
    <div className={slot('hidden')} role="status">
      {/* A new element each time: the same words twice are news twice. */}
      <span key={count}>{text}</span>
    </div>
  )
}

/** Adds the words of a part to those of the widget around it. */
export function Worded({ words, children }: { readonly words: Words; readonly children: ReactNode }) {
  const widget = useWidget()
  const worded = useMemo(() => ({ ...widget, translator: widget.translator.with(words) }), [widget, words])
  return <WidgetContext value={worded}>{children}</WidgetContext>
}
