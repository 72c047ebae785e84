/** The domains of an organization, and how they are proved. */
export const domains = {
  domains: {
    text: 'People with an e-mail address at your domain can come in by themselves.',
    add: 'Add domain',
    status: 'Status',
    unverified: 'Unverified',
    unverifiedText: 'Nobody comes in by it yet.',
    email: 'Known by e-mail',
    emailText: 'People with such an address can ask to join.',
    dns: 'Verified',
    dnsText: 'People with such an address can join at once.',
    emptyTitle: 'No domains yet',
    prove: 'Verify {name}',
    proveText: 'Add this TXT record where your domain is managed. Then people with such an address can join at once.',
    recordName: 'Name of the record',
    recordValue: 'Value',
    check: 'Check now',
    DOMAIN_NOT_VERIFIED:
      'The record is not there yet. Compare its name and value with these, and check again later: a new record can take an hour.',
    removeTitle: 'Remove {name}?',
    removeText: 'Nobody comes in by it any more. Whoever did stays a member.',
  },
} as const
