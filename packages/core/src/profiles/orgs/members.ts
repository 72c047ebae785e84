import * as z from 'zod/mini'
import { endpoint } from '../../contract/endpoint.ts'
import { reading } from './limits.ts'
import { ofOrganization } from './params.ts'
import { OrganizationMember } from './schemas.ts'
import { strangers } from './strangers.ts'

export const members = {
  list: endpoint({
    method: 'GET',
    path: '/api/orgs/:orgId/members',
    summary: 'List the members of an organization that I am a member of',
    auth: 'user',
    permission: 'members:read',
    params: ofOrganization,
    output: z.array(OrganizationMember),
    errors: strangers,
    limits: [reading],
  }),
}
