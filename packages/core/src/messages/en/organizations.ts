/** The way to an organization of one's own. */
export const starting = {
  create: {
    title: 'Create your organization',
    submit: 'Create organization',
  },
} as const

/** The end of what a widget led through. */
export const done = {
  done: {
    title: 'You are all set',
    created: '{organization} is ready for you and your team.',
    accepted: 'You are now a member of {organization}.',
    existing: 'Welcome back to {organization}.',
  },
  left: {
    title: 'That is settled',
    text: 'You can close this page now.',
  },
} as const

/** The organizations of a person: the switcher, and the list. */
export const organizations = {
  organizations: {
    title: 'Your organizations',
    text: 'The default one opens when you sign in.',
    choose: 'Choose an organization',
    switch: '{organization}, switch organization',
    waiting: {
      one: '{count} more waits for you',
      other: '{count} more wait for you',
    },
    current: 'Current',
    default: 'Default',
    manage: 'Manage {organization}',
    search: 'Search organizations',
    makeDefault: 'Make default',
    makeDefaultNamed: 'Make default: {organization}',
    madeDefault: '{organization} opens from now on when you sign in.',
    switched: 'You now work in {organization}.',
    noneTitle: 'You must belong to an organization',
    noneText: 'Ask an admin of yours to invite you.',
    suspendedTitle: 'Your access to {organization} is suspended',
    suspendedText: 'An admin of the organization can give you access again.',
  },
} as const

/** The pages of one organization. */
export const profile = {
  profile: {
    pages: 'Pages of the organization',
  },
} as const
