import { defineConfig } from 'tsup'
import { doors } from '../../tsup.base.ts'

export default defineConfig({
  ...doors(import.meta.dirname),
  // In every file, for some bundlers go past the door straight to the one they need.
  banner: { js: "'use client'" },
})
