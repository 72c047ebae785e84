/** The field of a domain. */
export const domainField = {
  create: {
    domainHint: 'For example example.com.',
  },
  form: {
    google_domain: 'Enter a domain such as example.com.',
  },
} as const

/** The form of a new organization. */
export const creating = {
  create: {
    text: 'The place where you and your team will work.',
    slugHint: 'Short name for links. You can change it.',
    submitting: 'Creating…',
  },
  slug: {
    checking: 'Checking…',
    available: '{slug} is free.',
    taken: '{slug} is already taken.',
    reserved: '{slug} is a reserved word.',
    failed: 'The address could not be checked now. You can go on.',
    suggestions: 'These are free:',
    use: 'Use {slug}',
  },
  form: {
    name: 'Enter a name of 2 to 100 characters.',
    slug: 'Use 3 to 50 letters, digits or hyphens, and no hyphen at either end.',
    country_code: 'Choose a country.',
  },
  settings: {
    own: 'This is your address now.',
  },
} as const
