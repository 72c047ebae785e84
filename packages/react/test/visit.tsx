import type { ReactNode } from 'react'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import type { TenantryProviderProps } from '../src/index.ts'
import { ann } from './people.ts'
import { createWorld, type Replies, type World } from './world.tsx'

/** The themes and widths, in pixels, in which every widget has to be without a fault. */
export const appearances = [
  ['light', 1000],
  ['dark', 1000],
  ['light', 375],
  ['dark', 375],
] as const

/** Shows Ann a widget in front of a server that answers so. */
export async function visit(
  replies: Replies,
  widget: ReactNode,
  provider: Partial<TenantryProviderProps> = {},
): Promise<World> {
  const world = createWorld(ann, replies)
  await render(<world.Provider {...provider}>{widget}</world.Provider>)
  return world
}

/** The row of a table that says this. */
export function row(text: string) {
  return page.getByRole('row').filter({ hasText: text })
}

export function button(name: string) {
  return page.getByRole('button', { name })
}

/** Chooses an act of a row. */
export async function choose(name: string, act: string): Promise<void> {
  await userEvent.click(button(`Actions for ${name}`))
  await userEvent.click(page.getByRole('menuitem', { name: act }))
}

/** What was asked of the server to change something. */
export function writes({ asked }: World): string[] {
  return asked.filter((line) => !line.startsWith('GET'))
}

/** How often something was asked of the server. */
export function times({ asked }: World, line: string): number {
  return asked.filter((one) => one === line).length
}
