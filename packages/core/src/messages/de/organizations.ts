import type { Messages } from '../messages.ts'

export const organizations: Messages['organizations'] = {
  title: 'Ihre Organisationen',
  text: 'Die Standardorganisation öffnet sich, wenn Sie sich anmelden.',
  choose: 'Organisation auswählen',
  switch: '{organization}, Organisation wechseln',
  waiting: { one: '{count} weitere wartet auf Sie', other: '{count} weitere warten auf Sie' },
  current: 'Aktuell',
  default: 'Standard',
  manage: '{organization} verwalten',
  search: 'Organisationen suchen',
  makeDefault: 'Als Standard festlegen',
  makeDefaultNamed: 'Als Standard festlegen: {organization}',
  madeDefault: 'Wenn Sie sich anmelden, öffnet sich ab jetzt {organization}.',
  switched: 'Sie arbeiten jetzt in der Organisation {organization}.',
  noneTitle: 'Sie müssen einer Organisation angehören',
  noneText: 'Bitten Sie die Admins Ihrer Organisation um eine Einladung.',
  suspendedTitle: 'Ihr Zugang zur Organisation {organization} ist gesperrt',
  suspendedText: 'Die Admins der Organisation können Sie wieder freischalten.',
}

export const profile: Messages['profile'] = {
  pages: 'Seiten der Organisation',
}
