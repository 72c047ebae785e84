export { type KindeClient, type KindeSession, kindeSession } from './session/kinde-session.ts'
