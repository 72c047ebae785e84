export { embedded } from './embedded.ts'
export type { EmbeddedOptions, PasswordReset, RequestLimit } from './settings.ts'
