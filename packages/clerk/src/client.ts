export { type ClerkBrowser, type ClerkSessionOptions, clerkSession } from './session/clerk-session.ts'
