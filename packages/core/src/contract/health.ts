import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'

const Ok = z.object({ status: z.literal('ok') })

export const health = {
  live: endpoint({
    method: 'GET',
    path: '/healthz',
    summary: 'Tell that the process answers',
    auth: 'none',
    output: Ok,
    errors: {},
  }),
  ready: endpoint({
    method: 'GET',
    path: '/readyz',
    summary: 'Tell that the database answers too',
    auth: 'none',
    output: Ok,
    errors: { NOT_READY: 503 },
  }),
}
