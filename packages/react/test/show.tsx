import type { MessageKey } from '@tenantry/core/messages'
import { createTranslator } from '@tenantry/core/messages'
import { en } from '@tenantry/core/messages/en'
import { pl } from '@tenantry/core/messages/pl'
import { expect } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { Onboarding, type TenantryProviderProps } from '../src/index.ts'
import { type Scene, targetOf } from './scenes.ts'
import { createWorld, type World } from './world.tsx'

const translators = { en: createTranslator('en', en), pl: createTranslator('pl', pl) }

/** Renders the gate for a scene, and walks into its state. */
export async function show(scene: Scene, provider: Partial<TenantryProviderProps> = {}): Promise<World> {
  sessionStorage.clear()
  const world = createWorld(scene.user, scene.replies)
  await render(
    <world.Provider {...provider}>
      <Onboarding {...scene.props} />
    </world.Provider>,
  )
  if (scene.reach) {
    await expect.poll(() => document.querySelector('.tenantry-card button')).not.toBeNull()
    for (const step of scene.reach) {
      if ('fill' in step) await userEvent.fill(targetOf(step), step.with)
      else await userEvent.click(targetOf(step))
    }
  }
  await expect.poll(stateOf).toBe(scene.name)
  return world
}

export function stateOf(): string | undefined {
  return document.querySelector<HTMLElement>('[data-tenantry-widget]')?.dataset.tenantryState
}

/** Says a text that has no placeholders in a language. */
export function say(locale: 'en' | 'pl', key: MessageKey, params = {}): string {
  return (translators[locale].t as (key: MessageKey, params: object) => string)(key, params)
}
