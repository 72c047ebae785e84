import type { StoryContext } from '@storybook/react-vite'
import { expect, waitFor } from 'storybook/test'
import { lookOf } from './looks.ts'

export type Act = (context: Pick<StoryContext, 'canvas' | 'canvasElement' | 'userEvent'>) => Promise<unknown>

/** Does what is to be done, and waits until a widget is in a state, in the words of the language. */
export function settle(state: string, act?: Act) {
  return async (context: StoryContext) => {
    await act?.(context)
    const { locale } = lookOf(context.globals)
    await waitFor(() => {
      const widget = context.canvasElement.querySelector<HTMLElement>('[data-tenantry-widget]')
      expect([widget?.dataset.tenantryState, widget?.lang]).toEqual([state, locale])
    })
  }
}
