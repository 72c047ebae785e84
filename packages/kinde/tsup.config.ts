import { defineConfig } from 'tsup'
import { doors } from '../../tsup.base.ts'

export default defineConfig(doors(import.meta.dirname))
