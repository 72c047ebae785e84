import type { KeyboardEvent } from 'react'

const steps: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at, last) => (at === last ? 0 : at + 1),
  ArrowUp: (at, last) => (at <= 0 ? last : at - 1),
  Home: () => 0,
  End: (_, last) => last,
}

/** Moves the focus in a list by keys: arrows walk, a letter jumps to the next name that begins with it. */
export function walk(event: KeyboardEvent, entries: readonly HTMLElement[]): void {
  const { key, target, ctrlKey, metaKey, altKey } = event
  // In a field, the other keys are for the text.
  if ((target instanceof HTMLInputElement && !key.startsWith('Arrow')) || ctrlKey || metaKey || altKey) return
  const at = entries.indexOf(document.activeElement as HTMLElement)
  const to = steps[key]?.(at, entries.length - 1) ?? jump(entries, at, key)
  if (to === -1) return
  event.preventDefault()
  entries[to]?.focus()
}

function jump(entries: readonly HTMLElement[], at: number, key: string): number {
  if (key.length !== 1) return -1
  const nameOf = ({ dataset, textContent }: HTMLElement) => (dataset.name ?? textContent ?? '').toLocaleLowerCase()
  const order = [...entries.slice(at + 1), ...entries.slice(0, at + 1)]
  const hit = order.find((entry) => nameOf(entry).startsWith(key.toLocaleLowerCase()))
  return hit ? entries.indexOf(hit) : -1
}
