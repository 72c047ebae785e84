export { wrapPglite } from './database/wrap-pglite.ts'
