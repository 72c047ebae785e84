import { found, Refusal } from './answers.ts'
import type { KindeCall, KindeRoute } from './route.ts'
import { type KindeState, type KindeWebhook, newId, timeOf } from './state.ts'

const webhook = '/api/v1/webhooks/{webhook_id}'

export const webhookRoutes: readonly KindeRoute[] = [
  { call: 'GET /api/v1/webhooks', scope: 'read:webhooks', answer: list },
  { call: 'POST /api/v1/webhooks', scope: 'create:webhooks', answer: create },
  { call: `PATCH ${webhook}`, scope: 'update:webhooks', answer: update },
  { call: `DELETE ${webhook}`, scope: 'delete:webhooks', answer: remove },
]

function list({ state }: KindeCall): object {
  return { code: 'OK', message: 'Success', webhooks: [...state.webhooks.values()] }
}

function create({ state, body }: KindeCall): object {
  const { endpoint, name, description = '', event_types = [] } = body as Partial<KindeWebhook>
  if (!endpoint || !name) throw new Refusal(400, 'WEBHOOK_INVALID', 'Endpoint and name are required')
  const id = newId('webhook')
  state.webhooks.set(id, { id, endpoint, name, description, event_types, created_on: timeOf(state) })
  return { code: 'OK', message: 'Webhook created', webhook: { id, endpoint } }
}

function update({ state, params, body }: KindeCall): object {
  const held = webhookOf(state, params)
  const {
    name = held.name,
    description = held.description,
    event_types = held.event_types,
  } = body as Partial<KindeWebhook>
  Object.assign(held, { name, description, event_types })
  return { code: 'OK', message: 'Webhook updated', webhook: { id: held.id } }
}

function remove({ state, params }: KindeCall): object {
  state.webhooks.delete(webhookOf(state, params).id)
  return { code: 'OK', message: 'Webhook deleted' }
}

function webhookOf({ webhooks }: KindeState, { webhook_id = '' }: KindeCall['params']): KindeWebhook {
  return found(webhooks.get(webhook_id), 'WEBHOOK_NOT_FOUND', 'Webhook not found')
}
