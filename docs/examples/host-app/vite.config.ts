import react from '@vitejs/plugin-react'
import { defaultClientConditions, defineConfig } from 'vite'

export default defineConfig({
  plugins: [react()],
  resolve: { conditions: ['@tenantry/source', ...defaultClientConditions] },
  // A file inlined as `data:` would be refused by `default-src 'self'`.
  build: { assetsInlineLimit: 0, reportCompressedSize: false },
})
