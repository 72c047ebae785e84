import * as z from 'zod/mini'
import { endpoint } from '../../contract/endpoint.ts'
import { Invitation } from '../../contract/invitations.ts'
import { refusals } from '../../contract/of-organization.ts'
import { NumberId, offsetFields } from './fields.ts'
import { reading, writing } from './limits.ts'
import { ListedInvitation, Message } from './schemas.ts'

const collection = '/api/v1/organizations/:organization_id/invitations'
const ofInvitation = z.object({ organization_id: NumberId, invitation_id: NumberId })

const changeErrors = {
  /** It does not wait any more. */
  INVITATION_USED: 400,
  INVITATION_REVOKED: 400,
  INVITATION_EXPIRED: 400,
  ...refusals,
  INVITATION_NOT_FOUND: 404,
} as const

export const invitations = {
  list: endpoint({
    method: 'GET',
    path: collection,
    summary:
      'List the invitations of an organization, the newest first; those that wait, unless another status is asked for',
    auth: 'user',
    permission: 'invitations:read',
    params: z.object({ organization_id: NumberId }),
    query: z.object({ ...offsetFields, status: z._default(Invitation.shape.status, 'pending') }),
    output: z.array(ListedInvitation),
    errors: refusals,
    limits: [reading],
  }),

  resend: endpoint({
    method: 'POST',
    path: `${collection}/:invitation_id/resend`,
    summary: 'Send an invitation again, with a new link and a new term; once a minute',
    auth: 'user',
    permission: 'invitations:read',
    params: ofInvitation,
    output: Message,
    errors: changeErrors,
    limits: [writing],
  }),

  cancel: endpoint({
    method: 'DELETE',
    path: `${collection}/:invitation_id`,
    summary: 'Cancel an invitation that waits for an answer; its link ends',
    auth: 'user',
    permission: 'invitations:read',
    params: ofInvitation,
    output: Message,
    errors: changeErrors,
    limits: [writing],
  }),
}
