import type { Messages } from '../messages.ts'

export const teams: Messages['teams'] = {
  title: 'Team',
  name: 'Nome del team',
  invalid: 'Inserisci un nome di 100 caratteri al massimo.',
  add: 'Aggiungi team',
  members: {
    one: '{count} membro',
    many: '{count} di membri',
    other: '{count} membri',
  },
  emptyTitle: 'Ancora nessun team',
  emptyText: 'Un team raggruppa i membri. Non dà diritti in più a nessuno.',
  rename: 'Rinomina',
  removeTitle: 'Rimuovere il team {name}?',
  removeText: 'I suoi membri restano nell’organizzazione, senza team. Gli inviti a farne parte restano validi.',
  rule: 'Ogni persona sta al massimo in un team. Chi entra qui lascia il precedente.',
  nobody: 'In questo team non c’è ancora nessuno',
  addMembers: 'Aggiungi membri',
  inTeam: 'Mostra il team',
  putIn: 'Aggiungi',
  moveHere: 'Sposta qui',
  takeOut: 'Togli',
}
