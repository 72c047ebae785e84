import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findChromium } from '@tenantry/testing/chromium'
import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import { defaultClientConditions } from 'vite'
import { defineConfig } from 'vitest/config'

const folder = process.env.PICTURES ?? join(tmpdir(), 'tenantry-pictures')

/** Takes a picture of every state of every widget, to be looked at: `pnpm --filter @tenantry/react pictures`. */
export default defineConfig({
  root: join(import.meta.dirname, '..'),
  plugins: [react()],
  resolve: { conditions: ['@tenantry/source', ...defaultClientConditions] },
  // The pictures are written outside of the repository.
  server: { fs: { allow: [join(import.meta.dirname, '../../..'), folder] } },
  test: {
    include: ['test/pictures*.tsx'],
    provide: { folder },
    testTimeout: 60_000,
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({
        launchOptions: await findChromium(),
        contextOptions: { deviceScaleFactor: 2, reducedMotion: 'reduce' },
      }),
      instances: [{ browser: 'chromium' }],
    },
  },
})

declare module 'vitest' {
  interface ProvidedContext {
    folder: string
  }
}
