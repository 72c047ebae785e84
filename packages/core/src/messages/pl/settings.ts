import type { Messages } from '../messages.ts'

export const settings: Messages['settings'] = {
  title: 'Ustawienia',
  own: 'To jest Wasz obecny adres.',
  slugWarning: 'Odnośniki ze starym adresem przestaną działać.',
  logo: 'Adres logo',
  logoHint: 'Adres obrazka zaczynający się od https.',
  logoFault: 'Wpisz adres w rodzaju https://example.com/logo.png.',
  logoFailed: 'Tego obrazka nie można tu pokazać.',
  language: 'Język',
  seats: 'Zajęte miejsca: {used} z {seats}',
  save: 'Zapisz zmiany',
  saved: 'Zmiany są zapisane.',
  danger: 'Opuszczenie lub usunięcie',
  delete: 'Usuń organizację',
  deleteTitle: 'Usunąć {organization}?',
  deleteText: 'Wszyscy członkowie stracą dostęp, a cała zawartość zostanie bezpowrotnie usunięta.',
}
