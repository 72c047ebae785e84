/** What is counted, and by which labels. None of them names a person, an organization or an address. */
export const counters = {
  organization_creations: {
    help: 'Organizations that were founded, by outcome: created, kept_local (the provider does not have it), rejected.',
    labels: ['outcome'],
  },
  fallbacks: {
    help: 'Organizations that were kept here alone since the provider did not create them, by reason.',
    labels: ['reason'],
  },
  provider_calls: {
    help: 'Calls of the provider, by what was asked for and the result: succeeded, or the kind of failure.',
    labels: ['provider', 'call', 'result'],
  },
  syncs: {
    help: 'Changes that were told to the provider, by result: succeeded, or the kind of failure.',
    labels: ['kind', 'result'],
  },
  limit_hits: { help: 'Calls that a rate limit refused, by limit.', labels: ['limit'] },
  mails: { help: 'Attempts to send a mail, by result: sent, failed.', labels: ['result'] },
} as const

export type CounterName = keyof typeof counters

/** The labels of a counter. */
export type Labels<N extends CounterName> = Readonly<Record<(typeof counters)[N]['labels'][number], string>>

/** What is measured when somebody looks. */
export const gauges = {
  sync_backlog: 'Changes that wait to be told to the provider.',
  sync_oldest_seconds: 'How long the oldest of them has waited.',
} as const

/** A value for each of them. */
export type Gauges = Readonly<Record<keyof typeof gauges, number>>
