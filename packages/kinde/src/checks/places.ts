// Where an operator puts something right, in the words of Kinde's dashboard.
const application = 'in Kinde, Settings > Applications > (the machine-to-machine application)'

export const places = {
  keys: `${application} > View details > App keys`,
  authorize: `${application} > APIs > ⋯ beside Kinde Management API > Authorize application`,
  scopes: `${application} > APIs > ⋯ beside Kinde Management API > Manage scopes`,
  add: 'in Kinde, Settings > Applications > Add application > Machine to Machine',
  apis: 'in Kinde, Settings > APIs > Add API',
  roles: 'in Kinde, Settings > User management > Roles > Add role',
  webhooks: 'in Kinde, Settings > Environment > Webhooks > Add webhook',
} as const
