import type { Messages } from '../messages.ts'

export const domains: Messages['domains'] = {
  title: 'Domini',
  text: 'Chi ha un indirizzo email nel tuo dominio può entrare autonomamente.',
  add: 'Aggiungi dominio',
  status: 'Stato',
  unverified: 'Non verificato',
  unverifiedText: 'Per ora non permette a nessuno di entrare.',
  email: 'Noto tramite email',
  emailText: 'Chi ha un indirizzo di questo tipo può chiedere di unirsi.',
  dns: 'Verificato',
  dnsText: 'Chi ha un indirizzo di questo tipo può unirsi subito.',
  emptyTitle: 'Ancora nessun dominio',
  prove: 'Verifica {name}',
  proveText:
    'Aggiungi questo record TXT dove gestisci il tuo dominio. Poi chi ha un indirizzo di questo tipo potrà unirsi subito.',
  recordName: 'Nome del record',
  recordValue: 'Valore',
  check: 'Controlla ora',
  DOMAIN_NOT_VERIFIED:
    'Il record non è ancora visibile. Confronta il nome e il valore con quelli indicati qui e controlla di nuovo più tardi: un nuovo record può richiedere un’ora.',
  removeTitle: 'Rimuovere {name}?',
  removeText: 'Non permetterà più a nessuno di entrare. Chi è già entrato resta membro.',
}
