import { crowd } from './crowd.ts'

/** A request whose cost must not grow with the number of rows. */
export interface Probe {
  /** Whose request it is, as the number of a person. */
  readonly by: number
  readonly method: 'GET' | 'POST'
  readonly path: string
}

const big = `/api/organizations/${crowd.organizationId(1)}`
const lists = {
  members: [
    '',
    'sort=-name',
    'sort=joined_at',
    'sort=-joined_at',
    'role=admin',
    'role=employee',
    `team_id=${crowd.teamId(100)}`,
    'search=last77',
    'search=person-77',
    'search=nobody',
  ],
  invitations: ['', 'status=pending', 'status=declined', 'status=expired', 'search=invited-4', 'search=nobody'],
  'audit-events': [
    '',
    'action=member.removed',
    `actor_id=${crowd.userId(3)}`,
    `target_id=${crowd.userId(7)}`,
    'from=2026-01-01T00:00:00Z&to=2026-01-01T00:05:00Z',
  ],
  'membership-requests': ['', 'status=approved'],
  teams: [''],
  domains: [''],
  settings: [''],
}

const paths = [
  big,
  ...Object.entries(lists).flatMap(([list, queries]) =>
    queries.map((query) => `${big}/${list}${query && `?${query}`}`),
  ),
  '/api/organizations/joinable',
  '/api/organizations/slug-availability?slug=organization-77',
  `/api/invitations/validate-token?token=${crowd.token(10)}`,
]

/** Every list and lookup, by somebody in many organizations and by somebody in one. */
export const probes: readonly Probe[] = [
  ...[1, 2].flatMap((by) => paths.map((path) => ({ by, method: 'GET', path }) as const)),
  // The list of one's own organizations is as long as it is: only for somebody in one of them it may not grow.
  { by: 2, method: 'GET', path: '/api/user/organization-status' },
  { by: 1, method: 'POST', path: '/api/dashboard/pending-invitations' },
]
