import { beforeEach, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { ann } from '../../test/people.ts'
import { createWorld } from '../../test/world.tsx'
import { ConfirmDialog, type ConfirmDialogProps } from './confirm-dialog.tsx'
import { Widget } from './widget.tsx'

async function ask(props: Partial<ConfirmDialogProps>) {
  const onClose = vi.fn()
  const world = createWorld(ann)
  await render(
    <world.Provider>
      <Widget name="test" state="ready">
        <ConfirmDialog title="Really?" text="" confirm="Yes" onConfirm={() => {}} {...props} onClose={onClose} />
      </Widget>
    </world.Provider>,
  )
  await expect.element(page.getByRole('dialog', { name: 'Really?' })).toBeVisible()
  return onClose
}

const clickBeside = () => userEvent.click(document.body, { position: { x: 4, y: 4 }, force: true })
const times = (spy: ReturnType<typeof vi.fn>) => expect.poll(() => spy.mock.calls.length)

beforeEach(() => page.viewport(800, 600))

test('a question stays open while its answer is under way, however often Escape is pressed', async () => {
  const onClose = await ask({ pending: true })
  for (let count = 0; count < 3; count += 1) await userEvent.keyboard('{Escape}')
  await expect.poll(() => document.querySelector('dialog:modal')).not.toBeNull()
  await expect.element(page.getByRole('button', { name: 'Yes' })).toHaveFocus()
  expect(onClose).not.toHaveBeenCalled()
})

test('a click beside a question closes it', async () => {
  const onClose = await ask({})
  await clickBeside()
  await times(onClose).toBe(1)
})

test.each([
  ['a phrase to type', { phrase: 'Acme' }],
  ['fields', { children: <input aria-label="Reason" /> }],
])('a click beside a question with %s loses nothing: Escape closes it', async (_, props) => {
  const onClose = await ask(props)
  await clickBeside()
  await userEvent.keyboard('{Escape}')
  await times(onClose).toBe(1)
})
