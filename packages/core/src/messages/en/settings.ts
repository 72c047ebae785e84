/** The form of the settings. */
export const settingsForm = {
  settings: {
    slugWarning: 'Links with the old address stop working.',
    logoHint: 'An https address of a picture.',
    logoFault: 'Enter an address such as https://example.com/logo.png.',
    logoFailed: 'This picture cannot be shown here.',
    save: 'Save changes',
  },
} as const

/** The settings of an organization, and the ways out of it. */
export const settings = {
  settings: {
    seats: '{used} of {seats} seats used',
    saved: 'Your changes are saved.',
    danger: 'Leave or delete',
    delete: 'Delete organization',
    deleteTitle: 'Delete {organization}?',
    deleteText: 'All members lose access, and everything in it is deleted for ever.',
  },
} as const
