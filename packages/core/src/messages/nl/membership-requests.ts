import type { Messages } from '../messages.ts'

export const requests: Messages['requests'] = {
  title: 'Aanvragen',
  person: 'Persoon',
  asked: 'Aangevraagd',
  approve: 'Goedkeuren',
  approveNamed: 'Aanvraag van {name} goedkeuren',
  approveTitle: '{name} lid laten worden van {organization}?',
  noTeam: 'Geen team',
  approved: '{name} is nu lid.',
  deny: 'Afwijzen',
  denyNamed: 'Aanvraag van {name} afwijzen',
  denyTitle: 'Aanvraag van {name} afwijzen?',
  denyText: '{name} wordt geen lid van {organization}, maar mag het opnieuw aanvragen.',
  denied: 'De aanvraag van {name} is afgewezen.',
  emptyTitle: 'Er wacht niemand',
  emptyText: 'Wie lidmaatschap aanvraagt, staat hier tot je beslist.',
}
