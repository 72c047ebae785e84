import type { Messages } from '../messages.ts'

export const list: Messages['list'] = {
  copy: 'Kopiuj: {what}',
  copied: 'Skopiowano.',
  added: 'Dodano: {name}.',
  actions: 'Działania',
  sort: 'Sortuj według',
  pages: 'Strony',
  previous: 'Poprzednia',
  next: 'Następna',
  range: '{from}–{to} z {count}',
  rangeMore: '{from}–{to} z ponad {count}',
  noResult: 'Nic nie pasuje do wyszukiwania',
  clear: 'Wyczyść wyszukiwanie',
  forbiddenTitle: 'Nie masz tu dostępu',
  forbiddenText: 'Jeśli go potrzebujesz, poproś administratora swojej organizacji.',
  offlineText: 'Nie udało się połączyć z serwerem. Sprawdź połączenie i spróbuj ponownie.',
}

export const confirm: Messages['confirm'] = {
  cancel: 'Anuluj',
  undo: 'Cofnij',
  phrase: 'Aby potwierdzić, wpisz {phrase}',
  phraseWrong: 'To nie jest {phrase}.',
}
