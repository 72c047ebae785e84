export type { SpecCheckOptions, SpecDefect, SpecExchange, SpecReport, SpecViolation } from './check-spec.ts'
export { specChecker } from './check-spec.ts'
export type { SpecDocument } from './document.ts'
export { loadSpec } from './load-spec.ts'
