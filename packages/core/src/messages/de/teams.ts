import type { Messages } from '../messages.ts'

export const teams: Messages['teams'] = {
  title: 'Teams',
  name: 'Name des Teams',
  invalid: 'Geben Sie einen Namen mit höchstens 100 Zeichen ein.',
  add: 'Team hinzufügen',
  members: { one: '{count} Mitglied', other: '{count} Mitglieder' },
  emptyTitle: 'Noch keine Teams',
  emptyText: 'Ein Team fasst Mitglieder zusammen. Es gibt niemandem mehr Rechte.',
  rename: 'Umbenennen',
  removeTitle: 'Team {name} entfernen?',
  removeText: 'Die Mitglieder bleiben ohne Team in der Organisation. Einladungen in das Team bleiben offen.',
  rule: 'Jede Person ist in höchstens einem Team. Wer hier dazukommt, verlässt das bisherige Team.',
  nobody: 'In diesem Team ist noch niemand',
  addMembers: 'Mitglieder hinzufügen',
  inTeam: 'Team anzeigen',
  putIn: 'Hinzufügen',
  moveHere: 'Hierher verschieben',
  takeOut: 'Aus dem Team nehmen',
}
