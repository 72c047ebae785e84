import { join } from 'node:path'
import { storybookTest } from '@storybook/addon-vitest/vitest-plugin'
import { findChromium } from '@tenantry/testing/chromium'
import { playwright } from '@vitest/browser-playwright'
import { defineProject } from 'vitest/config'

/** Every story is a test: it renders, plays, and axe finds nothing in it. */
export default defineProject({
  root: import.meta.dirname,
  plugins: [storybookTest({ configDir: join(import.meta.dirname, '.storybook') })],
  test: {
    name: 'stories',
    sequence: { groupOrder: 3 },
    testTimeout: 120_000,
    // Each file would load the widgets anew.
    isolate: false,
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({ launchOptions: await findChromium(), contextOptions: { reducedMotion: 'reduce' } }),
      instances: [{ browser: 'chromium' }],
    },
  },
})
