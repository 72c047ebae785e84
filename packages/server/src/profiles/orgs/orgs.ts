import { orgsContract } from '@tenantry/core/orgs'
import { type Profile, profile } from '../profile.ts'
import { dialect } from './dialect.ts'
import { invitations } from './invitations.ts'
import { members } from './members.ts'
import { organizations } from './organizations.ts'

/** The API of seed 002 under `/api/orgs`: eleven endpoints over the same services, for `createTenantry({ profiles: [orgs()] })`. */
export function orgs(): Profile {
  return profile({
    base: '/api/orgs',
    contract: orgsContract,
    handlers: { organizations, members, invitations },
    dialect,
  })
}
