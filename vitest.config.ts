import { availableParallelism } from 'node:os'
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

// What stands for PGlite where the rest is proved on PostgreSQL alone: the seed with the most rules, and the model.
const leftOut =
  process.env.TENANTRY_ENGINES === 'postgres' ? ['packages/server/test/seed-00{3,4}/on-pglite.test.ts'] : []

// A busy machine is slow, not wrong.
const patience = { poll: { timeout: 15_000 } }

export default defineConfig({
  test: {
    projects: [
      {
        ...onServer,
        test: {
          name: 'node',
          expect: patience,
          // Most of them wait for databases and deadlines: one more than there are processors keeps those busy.
          maxWorkers: availableParallelism() + 1,
          sequence: { groupOrder: 2 },
          environment: 'node',
          include: ['packages/*/src/**/*.test.ts', 'packages/*/test/**/*.test.ts', 'stories/test/*.test.ts'],
          exclude: ['packages/react/src/**', '**/node_modules/**', ...leftOut],
          globalSetup: ['packages/testing/src/setup.ts', 'packages/server/test/conformance/setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
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
          expect: patience,
          sequence: { groupOrder: 1 },
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
          expect: patience,
          sequence: { groupOrder: 0 },
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
      'stories/vitest.config.ts',
    ],
  },
})
