/** A part of the adapter, and the scopes of the Management API that it takes. */
export interface Feature {
  readonly name: string
  readonly scopes: readonly string[]
}

export const features: readonly Feature[] = [
  {
    name: 'organizations',
    scopes: ['create:organizations', 'read:organizations', 'update:organizations', 'delete:organizations'],
  },
  {
    name: 'members and their roles',
    scopes: [
      'create:organization_users',
      'read:organization_users',
      'update:organization_users',
      'delete:organization_users',
      'read:organization_user_roles',
      'delete:organization_user_roles',
    ],
  },
  {
    name: 'invitations by Kinde',
    scopes: ['create:organization_invites', 'read:organization_invites', 'delete:organization_invites'],
  },
  { name: 'accounts', scopes: ['read:users', 'delete:users', 'read:user_identities'] },
]

/** What creating accounts with a password takes besides. */
export const passwordFeature: Feature = {
  name: 'accounts with a password',
  scopes: ['create:users', 'update:user_passwords'],
}
