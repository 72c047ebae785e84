import { defineMain } from '@storybook/react-vite/node'
import react from '@vitejs/plugin-react'
import { defaultClientConditions, mergeConfig } from 'vite'

const serverDependencies = [
  '@opentelemetry/api',
  'free-email-domains',
  'hono/router/reg-exp-router',
  'hono/router/smart-router',
  'hono/router/trie-router',
  'kysely',
  'kysely/helpers/postgres',
  'rate-limiter-flexible',
]

export default defineMain({
  framework: '@storybook/react-vite',
  stories: ['../src/**/*.stories.tsx'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y', '@storybook/addon-vitest'],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  typescript: {
    // Reads the props off the types, inherited ones and those of unions too; tests do without.
    reactDocgen: process.env.VITEST ? false : 'react-docgen-typescript',
    reactDocgenTypescriptOptions: {
      include: ['../packages/react/src/**/*.tsx'],
      shouldExtractLiteralValuesFromEnum: true,
      shouldRemoveUndefinedFromOptional: true,
      savePropValueAsString: true,
    },
  },
  viteFinal: (config) =>
    mergeConfig(config, {
      plugins: [react()],
      resolve: { conditions: ['@tenantry/source', ...defaultClientConditions] },
      optimizeDeps: {
        // It finds its files beside its code.
        exclude: ['@electric-sql/pglite'],
        // Found one by one, each would reload the page, in the middle of a test.
        include: [
          'react',
          'react-dom',
          'react/jsx-runtime',
          'react/jsx-dev-runtime',
          '@tanstack/react-query',
          'jose',
          'msw',
          ...inside('@tenantry/core', 'nanostores', 'zod/mini', 'zod/v4/core'),
          ...inside('@tenantry/server', ...serverDependencies),
        ],
      },
      // The tokens are read off the style sheet, as it was written.
      build: { chunkSizeWarningLimit: 4000, cssTarget: 'esnext', cssMinify: false },
    }),
})

function inside(name: string, ...dependencies: readonly string[]): string[] {
  return dependencies.map((dependency) => `${name} > ${dependency}`)
}
