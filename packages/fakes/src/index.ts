export type { Exchange, Fake } from './fake.ts'
export type { Fault, FaultAnswer, FaultKind, Faults } from './fault.ts'
export { type ServedFake, serveFake } from './serve-fake.ts'
