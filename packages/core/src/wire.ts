export type { Shape } from './client/read.ts'
export type { Wire, WireCall } from './client/table.ts'
export { wireOf } from './wire/wire-of.ts'
