/** Where a server may end while it makes an organization here and at the provider, in their order. */
export const steps = [
  'before the commit',
  'before the provider is asked',
  'when the provider answered',
  'before the id is noted',
  'when the id is noted',
  'before the member is told',
  'when the member is told',
  'when the mail is sent',
] as const

/** And where it may end when the provider refuses. */
export const refusedSteps = ['before it is taken back', 'when it is taken back'] as const

/** And where it may end while it makes an account at the provider, and a user here, in their order. */
export const accountSteps = [
  'before the account is noted',
  'before the account is asked for',
  'when the account is there',
  'before the commit of the user',
  'when the mail is sent',
] as const

/** And where it may end while it removes an account that no user got. */
export const removalSteps = [
  'before the account is nobody’s',
  'before the account is removed',
  'when the account is removed',
  'before the account is forgotten',
] as const

export type Step = (typeof steps | typeof refusedSteps | typeof accountSteps | typeof removalSteps)[number]
