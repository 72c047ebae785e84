import type { Messages } from '../messages.ts'

export const settings: Messages['settings'] = {
  title: 'Instellingen',
  own: 'Dit is je huidige adres.',
  slugWarning: 'Links met het oude adres werken dan niet meer.',
  logo: 'Adres van het logo',
  logoHint: 'Een https-adres van een afbeelding.',
  logoFault: 'Vul een adres in, zoals https://example.com/logo.png.',
  logoFailed: 'Deze afbeelding kan hier niet worden getoond.',
  language: 'Taal',
  seats: '{used} van {seats} plekken in gebruik',
  save: 'Wijzigingen opslaan',
  saved: 'Je wijzigingen zijn opgeslagen.',
  danger: 'Verlaten of verwijderen',
  delete: 'Organisatie verwijderen',
  deleteTitle: '{organization} verwijderen?',
  deleteText: 'Alle leden verliezen de toegang en alles in de organisatie wordt voorgoed verwijderd.',
}
