import { detour } from './detour.ts'
import { load, type Moves, restart } from './moves.ts'
import { route } from './route.ts'

/** Finding out who is here and where they stand. */
export const arriving: Moves<'loading' | 'offline' | 'signed-out' | 'unverified'> = {
  loading: {
    loaded: (_, { findings }, config) => route(findings, config),
    failed: (state, failure) => detour(state, failure) ?? { name: 'offline', problem: failure.problem },
  },
  offline: {
    'check-again': load,
  },
  'signed-out': {
    'check-again': load,
    'leave-invitation': load,
  },
  unverified: {
    ...restart,
    resend: (state) => ({ ...state, resend: 'sending', problem: null }),
    resent: (state) => ({ ...state, resend: 'sent' }),
    failed: (state, failure) => detour(state, failure) ?? { ...state, resend: 'idle', problem: failure.problem },
  },
}
