/** The roles that the widgets are found by. */
export type Role = 'button' | 'combobox' | 'dialog' | 'menuitem' | 'row' | 'textbox'

/** Where things are found by their role and name: `page` of Playwright or of Vitest, any locator of theirs, or `fromTestingLibrary()`. */
export interface Screen {
  getByRole(role: Role, options: { readonly name: RegExp }): Target
}

/** Something on a screen, or about to be: acts wait for it. */
export interface Target extends Screen {
  click(): Promise<unknown>
  fill(text: string): Promise<unknown>
  /** Chooses by the words of an option, where Playwright or Testing Library runs the test. */
  selectOption?(option: string): Promise<unknown>
  /** Chooses by the words of an option, where Vitest runs the test. */
  selectOptions?(option: string): Promise<unknown>
}

/** What a screen finds, with all that its library can do with it. */
export type FoundOn<S extends Screen> = ReturnType<S['getByRole']>
