import type { Messages } from '../messages.ts'

export const requests: Messages['requests'] = {
  title: 'Richieste',
  person: 'Persona',
  asked: 'Data della richiesta',
  approve: 'Approva',
  approveNamed: 'Approva {name}',
  approveTitle: 'Accogliere {name} in {organization}?',
  noTeam: 'Nessun team',
  approved: '{name} ora fa parte dell’organizzazione.',
  deny: 'Rifiuta',
  denyNamed: 'Rifiuta {name}',
  denyTitle: 'Rifiutare la richiesta di {name}?',
  denyText: '{name} non entrerà in {organization}, ma potrà chiederlo di nuovo.',
  denied: 'La richiesta di {name} è stata rifiutata.',
  emptyTitle: 'Nessuno è in attesa',
  emptyText: 'Chi chiede di unirsi resta qui finché non decidi.',
}
