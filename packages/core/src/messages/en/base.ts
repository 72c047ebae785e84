import { errorMessages } from '../../contract/errors.ts'

/** What every widget may have to say. */
export const base = {
  errors: errorMessages,
  common: {
    continue: 'Continue',
    continueTo: 'Open {organization}',
    loading: 'Loading…',
    optional: 'optional',
    retry: 'Try again',
    checkAgain: 'Check again',
    signedInAs: 'Signed in as {email}',
    signOut: 'Sign out',
    signIn: 'Sign in',
    createInstead: 'Create a new organization instead',
    withoutInvitation: 'Continue without this invitation',
    limitedSeconds: {
      one: 'Too many tries. Try again in {count} second.',
      other: 'Too many tries. Try again in {count} seconds.',
    },
    limitedMinutes: {
      one: 'Too many tries. Try again in {count} minute.',
      other: 'Too many tries. Try again in {count} minutes.',
    },
  },
  roles: {
    admin: 'Admin',
    manager: 'Manager',
    employee: 'Employee',
  },
  offline: {
    title: 'No connection',
    text: 'The server could not be reached. We try again as soon as you are back online.',
    faultTitle: 'This could not be loaded',
    busyTitle: 'One moment, please',
  },
  list: {
    actions: 'Actions',
    copy: 'Copy {what}',
    copied: 'Copied.',
    added: '{name} was added.',
    sort: 'Sort by',
    pages: 'Pages',
    previous: 'Previous',
    next: 'Next',
    range: '{from}–{to} of {count}',
    rangeMore: '{from}–{to} of more than {count}',
    noResult: 'Nothing matches your search',
    clear: 'Clear search',
    forbiddenTitle: 'This is not open to you',
    forbiddenText: 'Ask an admin of your organization if you need it.',
    offlineText: 'The server could not be reached. Check your connection and try again.',
  },
  confirm: {
    cancel: 'Cancel',
    undo: 'Undo',
    phrase: 'Type {phrase} to confirm',
    phraseWrong: 'That is not {phrase}.',
  },
  form: {
    problems: {
      one: 'Correct {count} field',
      other: 'Correct {count} fields',
    },
  },
  inbox: {
    close: 'Close',
  },
  invitation: {
    expires: 'Expires {when}',
  },
  members: {
    actionsFor: 'Actions for {name}',
    roleOf: 'Role of {name}',
    title: 'Members',
  },
  sent: {
    title: 'Invitations',
  },
  requests: {
    title: 'Requests',
  },
  teams: {
    title: 'Teams',
  },
  settings: {
    title: 'Settings',
  },
  domains: {
    title: 'Domains',
  },
  audit: {
    title: 'Audit log',
  },
  sync: {
    title: 'Sync',
  },
} as const
