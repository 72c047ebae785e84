import { findChromium } from '@tenantry/testing/chromium'
import { chromium } from 'playwright-core'
import { test as base, expect } from 'vitest'
import { openStage, type StageOptions } from './stage.ts'
import { arrive, type Visitor, type VisitorOptions } from './visitor.ts'

/** A test with a running demo, and a browser for each of its visitors. */
export const test = base
  .extend('settings', { scope: 'file' }, (): StageOptions => ({}))
  .extend('chromium', { scope: 'file' }, () => findChromium())
  .extend('browser', { scope: 'file' }, async ({ chromium: launch }, { onCleanup }) => {
    const browser = await chromium.launch(launch)
    onCleanup(() => browser.close())
    return browser
  })
  .extend('stage', { scope: 'file' }, async ({ settings }, { onCleanup }) => {
    const stage = await openStage(settings)
    onCleanup(() => stage.close())
    return stage
  })
  .extend('visit', async ({ browser, stage }, { onCleanup }) => {
    const visitors: Visitor[] = []
    onCleanup(async () => {
      for (const { context } of visitors) await context.close()
      expect(visitors.flatMap(({ complaints }) => complaints)).toEqual([])
      expect(stage.faults).toEqual([])
    })
    return async (options?: VisitorOptions) => {
      const visitor = await arrive(browser, stage, options)
      visitors.push(visitor)
      return visitor
    }
  })
