/** What the fields of an organization, its members and its teams are called. */
export const fields = {
  create: {
    name: 'Organization name',
    slug: 'Web address',
    country: 'Country',
    domain: 'Domain',
    requireDomain: 'Only people with this domain may become members',
    more: 'Company e-mail domain',
  },
  settings: {
    logo: 'Address of the logo',
    language: 'Language',
  },
  members: {
    member: 'Member',
    role: 'Role',
    team: 'Team',
    joined: 'Joined',
    ownRole: 'Your role afterwards',
  },
  teams: {
    name: 'Team name',
  },
} as const
