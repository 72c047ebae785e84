/** Who asks to become a member. */
export const requests = {
  requests: {
    person: 'Person',
    asked: 'Asked',
    approve: 'Approve',
    approveNamed: 'Approve {name}',
    approveTitle: 'Let {name} join {organization}?',
    noTeam: 'No team',
    approved: '{name} is now a member.',
    deny: 'Deny',
    denyNamed: 'Deny {name}',
    denyTitle: 'Turn {name} down?',
    denyText: '{name} does not join {organization}, and may ask again.',
    denied: '{name} was turned down.',
    emptyTitle: 'Nobody waits',
    emptyText: 'Whoever asks to join stands here until you decide.',
  },
} as const
