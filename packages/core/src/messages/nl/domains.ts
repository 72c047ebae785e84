import type { Messages } from '../messages.ts'

export const domains: Messages['domains'] = {
  title: 'Domeinen',
  text: 'Mensen met een e-mailadres van je domein kunnen zelf lid worden.',
  add: 'Domein toevoegen',
  status: 'Status',
  unverified: 'Niet geverifieerd',
  unverifiedText: 'Er kan nog niemand via dit domein lid worden.',
  email: 'Bekend via e-mail',
  emailText: 'Mensen met zo’n adres kunnen lidmaatschap aanvragen.',
  dns: 'Geverifieerd',
  dnsText: 'Mensen met zo’n adres kunnen meteen lid worden.',
  emptyTitle: 'Nog geen domeinen',
  prove: '{name} verifiëren',
  proveText:
    'Voeg dit TXT-record toe waar je domein wordt beheerd. Daarna kunnen mensen met zo’n adres meteen lid worden.',
  recordName: 'Naam van het record',
  recordValue: 'Waarde',
  check: 'Nu controleren',
  DOMAIN_NOT_VERIFIED:
    'Het record is er nog niet. Vergelijk de naam en de waarde met deze en controleer het later opnieuw: bij een nieuw record kan het een uur duren.',
  removeTitle: '{name} verwijderen?',
  removeText: 'Er kan niemand meer via dit domein lid worden. Wie al lid is, blijft dat.',
}
