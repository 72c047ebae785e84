import { contract } from '@tenantry/core'
import type { orgsContract } from '@tenantry/core/orgs'
import * as z from 'zod/v4/core'
import { type HandlersOf, outputOf } from '../../context.ts'
import { handlers as main } from '../../handlers.ts'
import { findOrganization, organizationsOf, subjectsOf } from './queries.ts'
import { toOrganization } from './shapes.ts'

export const organizations: HandlersOf<typeof orgsContract>['organizations'] = {
  async create({ body: { name, slug, logoUrl } }, context, fail) {
    const { tx, principal } = context
    const body = z.parse(contract.organizations.create.body, { name, slug, logo_url: logoUrl })
    const { organization } = outputOf(await main.organizations.create({ body }, context, fail))
    const stamps = { created_at: context.now, updated_at: context.now }
    const row = { ...organization, logo_url: body.logo_url, created_by: principal.userId, provider_id: null, ...stamps }
    return toOrganization(row, await subjectsOf(tx, [principal.userId]))
  },

  async mine(_input, { tx, principal }) {
    const rows = await organizationsOf(tx, principal.userId)
    const subjects = await subjectsOf(
      tx,
      rows.map(({ created_by }) => created_by),
    )
    return rows.map((row) => toOrganization(row, subjects))
  },

  async get({ params }, { tx }, fail) {
    const row = await findOrganization(tx, params.orgId)
    if (!row) throw fail('NOT_A_MEMBER')
    return toOrganization(row, await subjectsOf(tx, [row.created_by]))
  },
}
