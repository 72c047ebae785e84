import type { Messages } from '../messages.ts'

export const organizations: Messages['organizations'] = {
  title: 'Vos organisations',
  text: 'Celle par défaut s’ouvre quand vous vous connectez.',
  choose: 'Choisir une organisation',
  switch: '{organization}, changer d’organisation',
  waiting: {
    one: '{count} autre vous attend',
    many: '{count} d’autres vous attendent',
    other: '{count} autres vous attendent',
  },
  current: 'Actuelle',
  default: 'Par défaut',
  manage: 'Gérer {organization}',
  search: 'Rechercher une organisation',
  makeDefault: 'Définir par défaut',
  makeDefaultNamed: 'Définir par défaut\u00a0: {organization}',
  madeDefault: '{organization} s’ouvrira désormais quand vous vous connectez.',
  switched: 'Vous travaillez maintenant dans {organization}.',
  noneTitle: 'Vous devez faire partie d’une organisation',
  noneText: 'Demandez aux admins de la vôtre de vous inviter.',
  suspendedTitle: 'Votre accès à {organization} est suspendu',
  suspendedText: 'Les admins de l’organisation peuvent réactiver votre accès.',
}

export const profile: Messages['profile'] = {
  pages: 'Pages de l’organisation',
}
