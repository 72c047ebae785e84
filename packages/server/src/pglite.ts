export type { PgliteOptions } from './database/pglite.ts'
export { pglite } from './database/pglite.ts'
