import type { Messages } from '../messages.ts'

export const settings: Messages['settings'] = {
  title: 'Einstellungen',
  own: 'Das ist Ihre aktuelle Adresse.',
  slugWarning: 'Links mit der alten Adresse funktionieren dann nicht mehr.',
  logo: 'Adresse des Logos',
  logoHint: 'Die https-Adresse eines Bildes.',
  logoFault: 'Geben Sie eine Adresse wie https://example.com/logo.png ein.',
  logoFailed: 'Dieses Bild kann hier nicht angezeigt werden.',
  language: 'Sprache',
  seats: '{used} von {seats} Plätzen belegt',
  save: 'Änderungen speichern',
  saved: 'Ihre Änderungen sind gespeichert.',
  danger: 'Verlassen oder löschen',
  delete: 'Organisation löschen',
  deleteTitle: 'Organisation {organization} löschen?',
  deleteText: 'Alle Mitglieder verlieren den Zugriff, und alle Inhalte werden endgültig gelöscht.',
}
