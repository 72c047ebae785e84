import type { Messages } from '../messages.ts'

export const requests: Messages['requests'] = {
  title: 'Prośby',
  person: 'Osoba',
  asked: 'Data prośby',
  approve: 'Zatwierdź',
  approveNamed: 'Zatwierdź: {name}',
  approveTitle: 'Przyjąć {name} do {organization}?',
  noTeam: 'Bez zespołu',
  approved: '{name} należy już do organizacji.',
  deny: 'Odmów',
  denyNamed: 'Odmów: {name}',
  denyTitle: 'Odmówić osobie {name}?',
  denyText: '{name} nie dołączy do {organization}, ale może poprosić ponownie.',
  denied: 'Odmówiono: {name}.',
  emptyTitle: 'Nikt nie czeka',
  emptyText: 'Prośby o dołączenie widać tutaj, dopóki nie zapadnie decyzja.',
}
