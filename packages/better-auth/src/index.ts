export { embedded } from './embedded.ts'
export type { EmbeddedOptions, PasswordChange, PasswordReset, RequestLimit } from './settings.ts'
