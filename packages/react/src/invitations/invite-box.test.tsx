import { beforeEach, describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { expectNoFaults, expectNoInlineStyles } from '../../test/faults.ts'
import { addresses, chips, open, paste, results, submit } from '../../test/invite-box.tsx'
import { appearances } from '../../test/visit.tsx'
import '../styles.css'

beforeEach(async () => {
  await page.viewport(800, 900)
  sessionStorage.clear()
})

describe('the invite box', () => {
  test('takes addresses however they are typed', async () => {
    await open()
    await userEvent.click(addresses)
    await userEvent.keyboard('ada@example.com,ben@example.com;cleo@example.com Dora Example <dora@example.com> ')
    await userEvent.keyboard('emil@example.com{Enter}fay@example.com{Tab}')
    await expect.element(addresses).toHaveFocus()
    await userEvent.keyboard('"Example, Gus" <gus@example.com>{Enter}')
    await expect
      .poll(chips)
      .toEqual(['ada', 'ben', 'cleo', 'dora', 'emil', 'fay', 'gus'].map((name) => `${name}@example.com`))
    const list = page.getByRole('list', { name: 'People to invite' })
    await expect.element(list.getByRole('listitem').nth(3)).toHaveAttribute('title', 'Dora Example')
    await expect.element(list.getByRole('listitem').nth(6)).toHaveAttribute('title', 'Example, Gus')
    await expect.element(page.getByRole('button', { name: 'Send 7 invitations' })).toBeVisible()
    await userEvent.tab()
    await expect.element(page.getByLabelText('Role', { exact: true })).toHaveFocus()
  })

  test('takes tables, keeps what is wrong, and knows who is there twice', async () => {
    await open()
    await paste('Name;E-mail\nAda Example;ada@example.com\nBen;ben.example.com\nAda;ADA@example.COM')
    await expect.poll(chips).toEqual(['ada@example.com', 'ben.example.comNot a valid address'])
    await expect
      .element(addresses)
      .toHaveAccessibleDescription(
        '1 address is not valid. Select it to correct it. 1 address was there already. Type or paste addresses, lists or tables. Names may stand beside them.',
      )
    await expectNoFaults()
    expectNoInlineStyles()
  })

  test('leaves the pasted piece of an address to the browser', async () => {
    await open()
    await userEvent.fill(addresses, 'ada@')
    const data = new DataTransfer()
    data.setData('text', 'example.com')
    const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
    addresses.element().dispatchEvent(event)
    expect(event.defaultPrevented).toBe(false)
    expect(chips()).toEqual([])
  })

  test('is walked, mended and emptied by keys', async () => {
    await open()
    await paste('ada@example.com "Example, Ben" <ben.example.com>; cleo@example.com')
    await userEvent.keyboard('{Backspace}')
    const chip = (name: RegExp) => page.getByRole('button', { name }).first()
    await expect.element(chip(/^cleo/)).toHaveFocus()
    await expect.element(chip(/^cleo/)).toHaveAccessibleDescription('Enter edits, Delete removes, arrows walk.')
    await userEvent.keyboard('{Home}')
    await expect.element(chip(/^ada/)).toHaveFocus()
    await userEvent.keyboard('{ArrowRight}{F2}')
    await expect.element(addresses).toHaveValue('"Example, Ben" <ben.example.com>')
    await expect.element(addresses).toHaveFocus()
    await userEvent.fill(addresses, '"Example, Ben" <ben@example.com>')
    await userEvent.keyboard('{Enter}')
    await expect.poll(chips).toEqual(['ada@example.com', 'cleo@example.com', 'ben@example.com'])
    await userEvent.keyboard('{ArrowLeft}{ArrowLeft}{Delete}')
    await expect.element(chip(/^ben/)).toHaveFocus()
    await userEvent.keyboard('{Enter}')
    await expect.element(addresses).toHaveFocus()
    await expect.poll(chips).toEqual(['ada@example.com'])
    await userEvent.fill(addresses, '')
    await userEvent.keyboard('{Backspace}{Backspace}')
    await expect.poll(chips).toEqual([])
    await expect.element(addresses).toHaveFocus()
  })

  test('loses nobody to a key that is held', async () => {
    await open()
    await paste('ada@example.com ben@example.com')
    await userEvent.keyboard('x{Backspace>3/}')
    await expect.element(addresses).toHaveValue('')
    await expect.element(addresses).toHaveFocus()
    await userEvent.keyboard('{Backspace>4/}')
    await expect.element(page.getByRole('button', { name: 'ben@example.com', exact: true })).toHaveFocus()
    expect(chips()).toHaveLength(2)
  })

  test('walks the other way in a language that is written so', async () => {
    document.documentElement.dir = 'rtl'
    try {
      await open()
      await paste('ada@example.com ben@example.com')
      await userEvent.keyboard('{ArrowRight}{ArrowRight}')
      await expect.element(page.getByRole('button', { name: 'ada@example.com', exact: true })).toHaveFocus()
      await userEvent.keyboard('{ArrowLeft}{ArrowLeft}')
      await expect.element(addresses).toHaveFocus()
    } finally {
      document.documentElement.dir = 'ltr'
    }
  })

  test('is one stop of the keyboard, and removes by pointer too', async () => {
    await open()
    await paste('ada@example.com ben@example.com')
    await userEvent.tab({ shift: true })
    await expect.element(page.getByRole('button', { name: 'ben@example.com', exact: true })).toHaveFocus()
    await userEvent.tab({ shift: true })
    expect(document.activeElement).toBe(document.body)
    await userEvent.click(page.getByRole('button', { name: 'Remove ada@example.com' }))
    await expect.poll(chips).toEqual(['ben@example.com'])
    await expect.element(page.getByRole('button', { name: 'ben@example.com', exact: true })).toHaveFocus()
  })
})

test.each(appearances)('has no fault in the %s theme at %d pixels', async (theme, width) => {
  await page.viewport(width, 900)
  await open({}, { appearance: { theme }, onDone: () => {} })
  await paste('ada@example.com, eve@full.example, ben.example.com')
  await userEvent.click(page.getByText('A role for each'))
  await userEvent.click(submit)
  await expect.element(results.first()).toBeVisible()
  await expectNoFaults()
  expectNoInlineStyles()
})
