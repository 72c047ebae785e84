import { findChromium } from '@tenantry/testing/chromium'
import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import { defaultClientConditions, defaultServerConditions } from 'vite'
import { defineConfig } from 'vitest/config'

const source = '@tenantry/source'
const serverConditions = [source, ...defaultServerConditions]
const onServer = {
  resolve: { conditions: serverConditions },
  ssr: { resolve: { conditions: serverConditions, externalConditions: [source] } },
}

export default defineConfig({
  test: {
    projects: [
      {
        ...onServer,
        test: {
          name: 'node',
          environment: 'node',
          include: ['packages/*/src/**/*.test.ts', 'packages/*/test/**/*.test.ts'],
          exclude: ['packages/react/src/**', '**/node_modules/**'],
          globalSetup: ['packages/testing/src/setup.ts', 'packages/server/test/conformance/setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        root: 'packages/react',
        plugins: [react()],
        resolve: { conditions: [source, ...defaultClientConditions] },
        optimizeDeps: {
          include: [
            'react',
            'react-dom/client',
            'react/jsx-runtime',
            'react/jsx-dev-runtime',
            '@tanstack/react-query',
            '@tenantry/core > nanostores',
            '@tenantry/core > zod/mini',
            'axe-core',
            'msw',
            'vitest-browser-react',
          ],
        },
        test: {
          name: 'browser',
          include: ['src/**/*.test.ts', 'src/**/*.test.tsx'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: await findChromium() }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        ...onServer,
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['docs/examples/*/e2e/**/*.test.ts'],
          globalSetup: ['packages/testing/src/setup.ts', 'docs/examples/host-app/e2e/setup.ts'],
          fileParallelism: false,
          // Files share one running demo and one browser.
          isolate: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
