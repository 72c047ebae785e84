import type { Messages } from '../messages.ts'

export const domains: Messages['domains'] = {
  title: 'Domeny',
  text: 'Osoby z adresem e-mail w Waszej domenie mogą dołączać samodzielnie.',
  add: 'Dodaj domenę',
  status: 'Stan',
  unverified: 'Niepotwierdzona',
  unverifiedText: 'Na razie nikt nie może przez nią dołączyć.',
  email: 'Znana z adresu e-mail',
  emailText: 'Osoby z takim adresem mogą poprosić o przyjęcie.',
  dns: 'Potwierdzona',
  dnsText: 'Osoby z takim adresem mogą od razu dołączyć.',
  emptyTitle: 'Nie ma jeszcze domen',
  prove: 'Potwierdź {name}',
  proveText:
    'Dodaj ten rekord TXT tam, gdzie zarządzasz domeną. Potem osoby z takim adresem będą mogły od razu dołączyć.',
  recordName: 'Nazwa rekordu',
  recordValue: 'Wartość',
  check: 'Sprawdź teraz',
  DOMAIN_NOT_VERIFIED:
    'Rekordu jeszcze nie widać. Porównaj jego nazwę i wartość z podanymi tutaj i sprawdź ponownie później: nowy rekord może potrzebować godziny.',
  removeTitle: 'Usunąć {name}?',
  removeText: 'Nikt już przez nią nie dołączy. Kto dołączył wcześniej, zostaje.',
}
