import type { Messages } from '../messages.ts'

export const teams: Messages['teams'] = {
  title: 'Teams',
  name: 'Teamnaam',
  invalid: 'Vul een naam van maximaal 100 tekens in.',
  add: 'Team toevoegen',
  members: { one: '{count} lid', other: '{count} leden' },
  emptyTitle: 'Nog geen teams',
  emptyText: 'Een team groepeert leden. Het geeft niemand extra rechten.',
  rename: 'Naam wijzigen',
  removeTitle: 'Team {name} verwijderen?',
  removeText: 'De leden blijven in de organisatie, zonder team. Uitnodigingen voor het team blijven openstaan.',
  rule: 'Iedereen zit in maximaal één team. Wie hier bij komt, verlaat het vorige team.',
  nobody: 'Er zit nog niemand in dit team',
  addMembers: 'Leden toevoegen',
  inTeam: 'Team tonen',
  putIn: 'Toevoegen',
  moveHere: 'Hierheen verplaatsen',
  takeOut: 'Uit het team halen',
}
