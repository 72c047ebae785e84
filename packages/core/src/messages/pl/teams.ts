import type { Messages } from '../messages.ts'

export const teams: Messages['teams'] = {
  title: 'Zespoły',
  name: 'Nazwa zespołu',
  invalid: 'Wpisz nazwę, najwyżej 100 znaków.',
  add: 'Dodaj zespół',
  members: {
    one: '{count} członek',
    few: '{count} członków',
    many: '{count} członków',
    other: '{count} członka',
  },
  emptyTitle: 'Nie ma jeszcze zespołów',
  emptyText: 'Zespół łączy członków w grupę. Nie daje nikomu dodatkowych uprawnień.',
  rename: 'Zmień nazwę',
  removeTitle: 'Usunąć zespół {name}?',
  removeText: 'Jego członkowie zostaną w organizacji, ale bez zespołu. Zaproszenia do niego pozostaną ważne.',
  rule: 'Każdy należy najwyżej do jednego zespołu. Kto trafia tutaj, opuszcza poprzedni.',
  nobody: 'W tym zespole nie ma jeszcze nikogo',
  addMembers: 'Dodaj członków',
  inTeam: 'Pokaż zespół',
  putIn: 'Dodaj',
  moveHere: 'Przenieś tutaj',
  takeOut: 'Usuń z zespołu',
}
