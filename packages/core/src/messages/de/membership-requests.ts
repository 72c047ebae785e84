import type { Messages } from '../messages.ts'

export const requests: Messages['requests'] = {
  title: 'Anfragen',
  person: 'Person',
  asked: 'Angefragt',
  approve: 'Genehmigen',
  approveNamed: 'Anfrage von {name} genehmigen',
  approveTitle: '{name} in die Organisation {organization} aufnehmen?',
  noTeam: 'Kein Team',
  approved: '{name} ist jetzt Mitglied.',
  deny: 'Ablehnen',
  denyNamed: 'Anfrage von {name} ablehnen',
  denyTitle: 'Anfrage von {name} ablehnen?',
  denyText: '{name} tritt der Organisation {organization} nicht bei, kann aber erneut anfragen.',
  denied: 'Die Anfrage von {name} wurde abgelehnt.',
  emptyTitle: 'Niemand wartet',
  emptyText: 'Wer beitreten möchte, steht hier, bis Sie entscheiden.',
}
