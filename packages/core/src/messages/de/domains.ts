import type { Messages } from '../messages.ts'

export const domains: Messages['domains'] = {
  title: 'Domains',
  text: 'Personen mit einer E-Mail-Adresse Ihrer Domain können selbst beitreten.',
  add: 'Domain hinzufügen',
  status: 'Status',
  unverified: 'Nicht bestätigt',
  unverifiedText: 'Noch kann niemand darüber beitreten.',
  email: 'Über E-Mail bekannt',
  emailText: 'Personen mit einer solchen Adresse können ihren Beitritt anfragen.',
  dns: 'Bestätigt',
  dnsText: 'Personen mit einer solchen Adresse können sofort beitreten.',
  emptyTitle: 'Noch keine Domains',
  prove: '{name} bestätigen',
  proveText:
    'Fügen Sie diesen TXT-Eintrag dort hinzu, wo Ihre Domain verwaltet wird. Danach können Personen mit einer solchen Adresse sofort beitreten.',
  recordName: 'Name des Eintrags',
  recordValue: 'Wert',
  check: 'Jetzt prüfen',
  DOMAIN_NOT_VERIFIED:
    'Der Eintrag ist noch nicht sichtbar. Vergleichen Sie Name und Wert mit den Angaben hier und prüfen Sie es später erneut: Ein neuer Eintrag kann eine Stunde brauchen.',
  removeTitle: '{name} entfernen?',
  removeText: 'Niemand kann mehr darüber beitreten. Wer es schon getan hat, bleibt Mitglied.',
}
