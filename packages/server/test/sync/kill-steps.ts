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
export type Step = (typeof steps)[number]
