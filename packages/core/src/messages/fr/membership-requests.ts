import type { Messages } from '../messages.ts'

export const requests: Messages['requests'] = {
  title: 'Demandes',
  person: 'Personne',
  asked: 'Date de la demande',
  approve: 'Approuver',
  approveNamed: 'Approuver {name}',
  approveTitle: 'Accepter {name} dans {organization}\u202f?',
  noTeam: 'Sans équipe',
  approved: '{name} est maintenant membre.',
  deny: 'Refuser',
  denyNamed: 'Refuser {name}',
  denyTitle: 'Refuser la demande envoyée par {name}\u202f?',
  denyText: '{name} ne rejoindra pas {organization}, mais pourra refaire une demande.',
  denied: 'La demande envoyée par {name} a été refusée.',
  emptyTitle: 'Personne n’attend',
  emptyText: 'Les personnes qui demandent à rejoindre l’organisation s’affichent ici jusqu’à votre décision.',
}
