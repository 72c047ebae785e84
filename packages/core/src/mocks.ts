export type { MockOptions } from './mocks/mocks.ts'
export { mockHandlers } from './mocks/mocks.ts'
export type { Answer, RepliesOf, Reply, StatusReply } from './mocks/reply.ts'
export { withStatus } from './mocks/reply.ts'
