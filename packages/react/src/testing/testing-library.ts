import type { Target } from './screen.ts'

/** As much of Testing Library as is needed: `within` of `@testing-library/dom`, and what `userEvent.setup()` gives. */
export interface TestingLibrary {
  readonly within: (element: HTMLElement) => {
    findByRole(role: string, options: { readonly name: RegExp }): Promise<HTMLElement>
  }
  readonly user: {
    click(element: Element): Promise<void>
    clear(element: Element): Promise<void>
    type(element: Element, text: string): Promise<void>
    selectOptions(element: Element, option: string): Promise<void>
  }
  /** Where to look. @default document.body */
  readonly container?: HTMLElement
}

/** Something on a screen of Testing Library. */
export interface TestingLibraryTarget extends Target {
  /** Waits for the element, to say something of it. @throws Error when there is none, or are several */
  element(): Promise<HTMLElement>
  getByRole(role: string, options: { readonly name: RegExp }): TestingLibraryTarget
}

/** Makes a screen of Testing Library, in a browser: jsdom has neither dialogs nor popovers. */
export function fromTestingLibrary({ within, user, container = document.body }: TestingLibrary): TestingLibraryTarget {
  const locate = (element: () => Promise<HTMLElement>): TestingLibraryTarget => ({
    element,
    getByRole: (role, options) => locate(async () => within(await element()).findByRole(role, options)),
    click: async () => user.click(await element()),
    selectOption: async (option) => user.selectOptions(await element(), option),
    async fill(text) {
      const field = await element()
      await user.clear(field)
      // Brackets name keys there, unless doubled.
      if (text) await user.type(field, text.replace(/[{[]/g, '$&$&'))
    },
  })
  return locate(async () => container)
}
