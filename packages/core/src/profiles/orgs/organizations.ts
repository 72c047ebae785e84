import * as z from 'zod/mini'
import { lengths } from '../../canonical/lengths.ts'
import { endpoint } from '../../contract/endpoint.ts'
import { LogoUrl, Slug, text } from '../../contract/fields.ts'
import { organizations as main } from '../../contract/organizations.ts'
import { reading } from './limits.ts'
import { ofOrganization } from './params.ts'
import { Organization } from './schemas.ts'
import { strangers } from './strangers.ts'

const LETTERS = 'Slug must be lowercase alphanumeric with hyphens only'

export const organizations = {
  create: endpoint({
    method: 'POST',
    path: '/api/orgs',
    summary: 'Create an organization and make its founder the admin',
    auth: 'user',
    body: z.strictObject({
      name: text(lengths.organizationName),
      /** In the words of seed 002 where it has some; what else a slug must be, it is told by the rule itself. */
      slug: z.pipe(z.string(LETTERS).check(z.refine((slug) => /^[A-Za-z0-9-]*$/.test(slug.trim()), LETTERS)), Slug),
      logoUrl: z.optional(LogoUrl),
    }),
    statuses: [201],
    output: Organization,
    // seed 002, "500 Internal Server Error"
    errors: { ...main.create.errors, PROVIDER_UNAVAILABLE: 500 },
    limits: main.create.limits,
  }),

  mine: endpoint({
    method: 'GET',
    path: '/api/orgs/my',
    summary: 'List the organizations that I am a member of',
    auth: 'user',
    output: z.array(Organization),
    errors: {},
    limits: [reading],
  }),

  get: endpoint({
    method: 'GET',
    path: '/api/orgs/:orgId',
    summary: 'Show an organization that I am a member of',
    auth: 'user',
    permission: 'organization:read',
    params: ofOrganization,
    output: Organization,
    errors: strangers,
    limits: [reading],
  }),
}
