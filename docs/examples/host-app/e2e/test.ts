import { findChromium } from '@tenantry/testing/chromium'
import { chromium } from 'playwright-core'
import { test as base, expect } from 'vitest'
import { openStage, type StageOptions } from './stage.ts'
import { arrive, type Visitor, type VisitorOptions } from './visitor.ts'

const browsing = base
  .extend('chromium', { scope: 'worker' }, () => findChromium())
  .extend('browser', { scope: 'worker' }, async ({ chromium: launch }, { onCleanup }) => {
    const browser = await chromium.launch(launch)
    onCleanup(() => browser.close())
    return browser
  })

/** A test with a running demo, and a browser for each of its visitors. */
export function testOn(options: StageOptions) {
  return browsing
    .extend('stage', { scope: 'worker' }, async ({ browser: _ }, { onCleanup }) => {
      const stage = await openStage(options)
      onCleanup(() => stage.close())
      return stage
    })
    .extend('visit', async ({ browser, stage }, { onCleanup }) => {
      const visitors: Visitor[] = []
      onCleanup(async () => {
        for (const { context } of visitors) await context.close()
        expect(visitors.flatMap(({ complaints }) => complaints)).toEqual([])
        expect(stage.faults.splice(0)).toEqual([])
      })
      return async (options?: VisitorOptions) => {
        const visitor = await arrive(browser, stage, options)
        visitors.push(visitor)
        return visitor
      }
    })
}

/** A test with the demo as it comes. */
export const test = testOn({})
