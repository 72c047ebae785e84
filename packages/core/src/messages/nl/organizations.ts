import type { Messages } from '../messages.ts'

export const organizations: Messages['organizations'] = {
  title: 'Je organisaties',
  text: 'De standaardorganisatie opent als je inlogt.',
  choose: 'Kies een organisatie',
  switch: '{organization}, van organisatie wisselen',
  waiting: { one: 'Er staat er nog {count} voor je klaar', other: 'Er staan er nog {count} voor je klaar' },
  current: 'Huidige',
  default: 'Standaard',
  manage: '{organization} beheren',
  search: 'Organisaties zoeken',
  makeDefault: 'Als standaard instellen',
  makeDefaultNamed: 'Als standaard instellen: {organization}',
  madeDefault: '{organization} opent voortaan als je inlogt.',
  switched: 'Je werkt nu in {organization}.',
  noneTitle: 'Je moet bij een organisatie horen',
  noneText: 'Vraag een beheerder van je organisatie om je uit te nodigen.',
  suspendedTitle: 'Je toegang tot {organization} is geblokkeerd',
  suspendedText: 'Een beheerder van de organisatie kan je deblokkeren.',
}

export const profile: Messages['profile'] = {
  pages: 'Pagina’s van de organisatie',
}
