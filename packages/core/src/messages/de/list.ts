import type { Messages } from '../messages.ts'

export const list: Messages['list'] = {
  actions: 'Aktionen',
  copy: '{what} kopieren',
  copied: 'Kopiert.',
  added: '{name} wurde hinzugefügt.',
  sort: 'Sortieren nach',
  pages: 'Seiten',
  previous: 'Zurück',
  next: 'Weiter',
  range: '{from}–{to} von {count}',
  rangeMore: '{from}–{to} von mehr als {count}',
  noResult: 'Keine Treffer für Ihre Suche',
  clear: 'Suche zurücksetzen',
  forbiddenTitle: 'Hier haben Sie keinen Zugriff',
  forbiddenText: 'Wenn Sie ihn benötigen, wenden Sie sich an die Admins Ihrer Organisation.',
  offlineText: 'Der Server ist nicht erreichbar. Prüfen Sie Ihre Verbindung und versuchen Sie es erneut.',
}

export const confirm: Messages['confirm'] = {
  cancel: 'Abbrechen',
  undo: 'Rückgängig machen',
  phrase: 'Geben Sie zur Bestätigung {phrase} ein',
  phraseWrong: 'Das ist nicht {phrase}.',
}
