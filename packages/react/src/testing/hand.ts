import type { Name } from './names.ts'
import type { FoundOn, Role, Screen } from './screen.ts'

export type Hand<S extends Screen> = ReturnType<typeof createHand<S>>

/** Finds, presses, fills and chooses, and says in words what was not there. */
export function createHand<S extends Screen>(screen: S) {
  function find(role: Role, { pattern }: Name, within: Screen = screen): FoundOn<S> {
    return within.getByRole(role, { name: pattern }) as FoundOn<S>
  }

  return {
    find,
    press: (role: 'button' | 'menuitem', name: Name, within?: Screen) =>
      trying(`press the ${role} “${name.words}”`, () => find(role, name, within).click()),

    fill: (name: Name, text: string) =>
      trying(`fill the field “${name.words}”`, () => find('textbox', name).fill(text)),

    choose: (name: Name, option: string) =>
      trying(`choose ${option} for “${name.words}”`, async () => {
        const field = find('combobox', name)
        await (field.selectOption?.(option) ?? field.selectOptions?.(option))
      }),
  }
}

async function trying(what: string, act: () => Promise<unknown>): Promise<void> {
  try {
    await act()
  } catch (cause) {
    throw new Error(`Could not ${what}: it is not there, or not within reach.`, { cause })
  }
}
