import { type ReactNode, useEffect, useState } from 'react'
import { Dialog } from './dialog.tsx'
import { useHydrated } from './use-hydrated.ts'
import { type Viewing, Views } from './views.tsx'
import { useWidget, Worded, type Words } from './widget.tsx'

type Component<P> = (props: P) => ReactNode

/** A part of a widget, with the words that it says in English. */
export interface WordedPart<P> {
  readonly Part: Component<P>
  readonly words: Words
}

/** Loads a part of a widget, or a widget; the same function each time. */
export type Load<P> = () => Promise<WordedPart<P> | Component<P>>

// What was loaded once is there at once: a page that one comes back to does not blink.
const loaded = new WeakMap<object, unknown>()
const none: Words = []

/** Begins to load what somebody comes near to. Whether it could be is said once it is shown. */
export function preload<P>(load: Load<P>): void {
  fetchPart(load).catch(() => {})
}

/** A part, or why it is not there yet. */
export interface Loading<P> {
  readonly part: WordedPart<P> | undefined
  readonly viewing: Viewing
}

/** Loads a part where it is to be shown; null loads nothing. */
export function usePart<P>(load: Load<P> | null): Loading<P> {
  const [failed, setFailed] = useState<Load<P> | null>(null)
  const [tries, setTries] = useState(0)
  const [, setLoads] = useState(0)
  const hasFailed = failed !== null && failed === load

  // biome-ignore lint/correctness/useExhaustiveDependencies: another try loads again
  useEffect(() => {
    if (!load || loaded.has(load)) return
    setFailed(null)
    fetchPart(load).then(
      () => setLoads((count) => count + 1),
      () => setFailed(() => load),
    )
  }, [load, tries])

  // A server loads nothing: what is there already must not be compared with what it drew.
  const isHydrated = useHydrated()
  return {
    part: load && isHydrated ? (loaded.get(load) as WordedPart<P> | undefined) : undefined,
    viewing: {
      view: hasFailed ? 'offline' : 'loading',
      error: null,
      isFetching: !hasFailed,
      refetch: () => setTries(tries + 1),
    },
  }
}

async function fetchPart<P>(load: Load<P>): Promise<void> {
  const part = await load()
  loaded.set(load, typeof part === 'function' ? { Part: part, words: none } : part)
}

export interface DeferredProps<P> {
  readonly load: Load<P>
  readonly props: P
  /** What stands there until then. @default five rows */
  readonly skeleton?: ReactNode
}

/** A part that is loaded once it is shown, and says so when it cannot be; whoever never opens it does not pay for it. */
export function Deferred<P extends object>({ load, props, skeleton }: DeferredProps<P>) {
  const { part, viewing } = usePart(load)
  if (part) return <Given part={part} props={props} />
  return (
    <Views of={viewing} skeleton={skeleton}>
      {null}
    </Views>
  )
}

/** A part that is there. */
export function Given<P extends object>({ part: { Part, words }, props }: GivenProps<P>) {
  return (
    <Worded words={words}>
      <Part {...props} />
    </Worded>
  )
}

interface GivenProps<P> {
  readonly part: WordedPart<P>
  readonly props: P
}

interface DialogState {
  /** @default true */
  readonly isOpen?: boolean
  readonly onClose: () => void
}

/** A dialog that is loaded by whoever asks for it: until it is there, its frame is, and takes the focus. */
export function DeferredDialog<P extends DialogState>({ load, props }: DeferredProps<P>) {
  const { t } = useWidget().translator
  const { part, viewing } = usePart(load)
  if (part) return <Given part={part} props={props} />
  if (props.isOpen === false) return null
  return (
    <Dialog title={t('common.loading')} onClose={props.onClose}>
      <Views of={viewing}>{null}</Views>
    </Dialog>
  )
}
