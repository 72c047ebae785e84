import { canonicalEmail } from '@tenantry/core'
import type { ProviderChange } from '@tenantry/core/provider'
import type { Tx } from '../database/database.ts'
import { printable } from '../tokens/printable.ts'
import { adoptAcceptance, adoptRevocation } from './invitations.ts'
import type { Origin } from './origin.ts'
import {
  adoptMembership,
  adoptMemberships,
  adoptUser,
  dropIdentity,
  lostOrganization,
  renameOrganization,
} from './queries.ts'

/**
 * Makes true here what was changed at the provider, unless something newer is true here: then the provider hears of that. What the
 * rules of the database forbid, such as removing the last admin, is put back at the provider.
 */
export async function apply(tx: Tx, change: ProviderChange, origin: Origin): Promise<void> {
  switch (change.type) {
    case 'user.changed': {
      const email = change.emailVerified && change.email !== null ? canonicalEmail(change.email) : null
      return adoptUser(tx, { subject: change.subject, name: printable(change.name ?? ''), email }, origin)
    }
    case 'user.removed':
      return dropIdentity(tx, change.subject, origin)
    case 'organization.changed':
      return renameOrganization(tx, change.organizationId, printable(change.name), origin)
    case 'organization.removed':
      return lostOrganization(tx, change.organizationId, origin)
    case 'member.changed':
      return adoptMembership(tx, change, origin)
    case 'member.removed':
      return adoptMembership(tx, { ...change, roles: null }, origin)
    case 'invitation.accepted':
      return adoptAcceptance(tx, change, origin)
    case 'invitation.revoked':
      return adoptRevocation(tx, change, origin)
    case 'memberships.changed':
      return adoptMemberships(tx, change.subject, change.memberships, origin)
  }
}
