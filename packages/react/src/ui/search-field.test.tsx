import { useState } from 'react'
import { expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { ann } from '../../test/people.ts'
import { createWorld } from '../../test/world.tsx'
import { SearchField } from './search-field.tsx'
import { Widget } from './widget.tsx'

const find = vi.fn()

function Search() {
  const [value, setValue] = useState('')
  function search(wanted: string) {
    find(wanted)
    setValue(wanted)
  }
  return (
    <Widget name="test" state="ready">
      <SearchField label="Search" value={value} onChange={search} />
      <button type="button" onClick={() => setValue('')}>
        Clear
      </button>
    </Widget>
  )
}

test('a space between two words outlives the search for the first one, and nothing is sought twice', async () => {
  const world = createWorld(ann)
  await render(
    <world.Provider>
      <Search />
    </world.Provider>,
  )
  const box = page.getByRole('searchbox', { name: 'Search' })
  await userEvent.fill(box, 'Ada ')
  await expect.poll(() => find.mock.calls).toEqual([['Ada']])
  await expect.element(box).toHaveValue('Ada ')
  await userEvent.type(box, 'Lo')
  await expect.poll(() => find.mock.calls).toEqual([['Ada'], ['Ada Lo']])
  await expect.element(box).toHaveValue('Ada Lo')
  await userEvent.click(page.getByRole('button', { name: 'Clear' }))
  await expect.element(box).toHaveValue('')
})
