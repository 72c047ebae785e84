import { test } from 'vitest'
import { type Screens, screens } from './screens.ts'

test('a state without a screen does not compile', () => {
  const { done, ...others } = screens
  // @ts-expect-error the screen of `done` is missing
  const incomplete: Screens = others
  // @ts-expect-error the screen of another state knows another state
  const mixed: Screens = { ...others, done: others.unverified }
  const complete: Screens = { ...others, done }
  return [incomplete, mixed, complete]
})
