import { defaultClientConditions, defineConfig } from 'vite'

// Where `pnpm serve` listens.
const server = 'http://127.0.0.1:3000'

export default defineConfig({
  resolve: { conditions: ['@tenantry/source', ...defaultClientConditions] },
  server: { port: 5173, strictPort: true, proxy: { '/api': server, '/auth': server, '/_dev': server } },
  // A file inlined as `data:` would be refused by `default-src 'self'`.
  build: { assetsInlineLimit: 0, reportCompressedSize: false },
})
