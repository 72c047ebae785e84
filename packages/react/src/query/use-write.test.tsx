import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { ann, bob } from '../../test/people.ts'
import { createWorld } from '../../test/world.tsx'
import { useWrite } from './use-write.ts'

test('a write of many requests stops when somebody else signs in', async () => {
  const sent: string[] = []
  const first = Promise.withResolvers<void>()
  async function send(step: string) {
    sent.push(step)
    if (sent.length === 1) await first.promise
  }
  // biome-ignore lint/correctness/noComponentHookFactories: it writes what this test counts
  function Writer() {
    const { mutate, error } = useWrite({
      async write(steps: readonly string[], repeat) {
        for (const step of steps) await repeat(send, step)
      },
    })
    return (
      <button type="button" onClick={() => mutate(['one', 'two'])}>
        {error?.code ?? 'Write'}
      </button>
    )
  }
  const world = createWorld(ann)
  await render(
    <world.Provider>
      <Writer />
    </world.Provider>,
  )
  await userEvent.click(page.getByRole('button', { name: 'Write' }))
  await expect.poll(() => sent).toEqual(['one'])
  world.session.become(bob)
  first.resolve()
  await expect.element(page.getByRole('button', { name: 'UNAUTHENTICATED' })).toBeVisible()
  expect(sent).toEqual(['one'])
})
