import { onTestFinished } from 'vitest'

/** A host's callback that fails, and what was reported of that until the test ends. */
export function mistaken() {
  const reported: string[] = []
  function hear(event: ErrorEvent) {
    event.preventDefault()
    reported.push(String(event.error))
  }
  addEventListener('error', hear)
  onTestFinished(() => removeEventListener('error', hear))
  const onAfter = () => {
    throw new TypeError('A mistake of the host')
  }
  return { onAfter, reported: () => reported }
}

export const theMistake = ['TypeError: A mistake of the host']
