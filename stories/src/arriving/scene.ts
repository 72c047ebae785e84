import { waitFor } from 'storybook/test'
import { type Scene, type Step, sceneOf, targetOf } from '../../../packages/react/test/scenes.ts'
import type { Act } from '../settle.ts'
import { shows } from '../shows.tsx'

/** A story of a scene of the gate, which the tests of the widgets go through too. */
export function scene(name: Scene['name']) {
  const { user, replies, reach } = sceneOf(name)
  return shows(name, () => replies, { user, ...(reach && { act: walk(reach) }) })
}

function walk(steps: readonly Step[]): Act {
  return async ({ userEvent }) => {
    for (const step of steps) {
      const target = await waitFor(() => targetOf(step))
      if ('fill' in step) await userEvent.type(target, step.with)
      else await userEvent.click(target)
    }
  }
}
