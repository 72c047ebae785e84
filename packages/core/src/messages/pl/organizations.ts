import type { Messages } from '../messages.ts'

export const organizations: Messages['organizations'] = {
  title: 'Twoje organizacje',
  text: 'Domyślna otwiera się po zalogowaniu.',
  choose: 'Wybierz organizację',
  switch: '{organization}, zmień organizację',
  waiting: {
    one: 'Czeka na Ciebie jeszcze {count}',
    few: 'Czekają na Ciebie jeszcze {count}',
    many: 'Czeka na Ciebie jeszcze {count}',
    other: 'Czeka na Ciebie jeszcze {count}',
  },
  current: 'Bieżąca',
  default: 'Domyślna',
  manage: 'Zarządzaj: {organization}',
  search: 'Szukaj organizacji',
  makeDefault: 'Ustaw jako domyślną',
  makeDefaultNamed: 'Ustaw jako domyślną: {organization}',
  madeDefault: 'Od teraz po zalogowaniu otworzy się {organization}.',
  switched: 'Pracujesz teraz w {organization}.',
  noneTitle: 'Musisz należeć do organizacji',
  noneText: 'Poproś administratora swojej organizacji o zaproszenie.',
  suspendedTitle: 'Twój dostęp do {organization} jest zawieszony',
  suspendedText: 'Administrator organizacji może przywrócić Twój dostęp.',
}

export const profile: Messages['profile'] = {
  pages: 'Strony organizacji',
}
