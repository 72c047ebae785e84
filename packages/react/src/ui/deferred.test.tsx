import { teams } from '@tenantry/core/messages/en'
import type { ReactNode } from 'react'
import { beforeEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { ann } from '../../test/people.ts'
import { createWorld } from '../../test/world.tsx'
import { Deferred, DeferredDialog, preload } from './deferred.tsx'
import { Dialog } from './dialog.tsx'
import { useWidget, Widget } from './widget.tsx'

function Greeting({ name }: { readonly name: string }) {
  return <p>Hello {name}</p>
}

function Question({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title="Really?" onClose={onClose}>
      <button type="button" data-autofocus="">
        Yes
      </button>
    </Dialog>
  )
}

function Title() {
  return <p>{useWidget().translator.t('teams.emptyTitle')}</p>
}

async function show(part: ReactNode) {
  const world = createWorld(ann)
  await render(
    <world.Provider>
      <Widget name="test" state="ready">
        {part}
      </Widget>
    </world.Provider>,
  )
}

beforeEach(() => page.viewport(800, 600))

test('says that a part cannot be loaded, and loads it at another try', async () => {
  const answers = [() => Promise.reject(new TypeError('Failed to fetch')), async () => Greeting]
  const load = () => answers.shift()?.() ?? Promise.reject(new TypeError('No answer is left'))
  await show(<Deferred load={load} props={{ name: 'Ada' }} />)
  await expect.element(page.getByText('No connection')).toBeVisible()
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect.element(page.getByText('Hello Ada')).toBeVisible()
})

test('what was loaded before is there at once', async () => {
  const load = async () => Greeting
  preload(load)
  await load()
  await show(<Deferred load={load} props={{ name: 'Ada' }} skeleton={<p>Skeleton</p>} />)
  expect(document.body.textContent).toContain('Hello Ada')
})

test('a part that could not be loaded ahead is loaded where it is shown', async () => {
  const answers = [() => Promise.reject(new TypeError('Failed to fetch')), async () => Greeting]
  const load = () => answers.shift()?.() ?? Promise.reject(new TypeError('No answer is left'))
  preload(load)
  await show(<Deferred load={load} props={{ name: 'Ada' }} />)
  await expect.element(page.getByText('Hello Ada')).toBeVisible()
})

test('a dialog has its frame at once, and the focus in it; then its own', async () => {
  const { promise, resolve } = Promise.withResolvers<typeof Question>()
  const load = () => promise
  await show(<DeferredDialog load={load} props={{ onClose: () => {} }} />)
  await expect.element(page.getByRole('dialog', { name: 'Loading…' })).toBeVisible()
  expect(document.querySelector('dialog')?.contains(document.activeElement)).toBe(true)
  resolve(Question)
  await expect.element(page.getByRole('dialog', { name: 'Really?' })).toBeVisible()
  await expect.element(page.getByRole('button', { name: 'Yes' })).toHaveFocus()
})

test('a part brings its words along', async () => {
  const load = async () => ({ Part: Title, words: [teams] })
  await show(<Deferred load={load} props={{}} />)
  await expect.element(page.getByText(teams.teams.emptyTitle)).toBeVisible()
})
