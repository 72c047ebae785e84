import type { Messages } from '../messages.ts'

export const organizations: Messages['organizations'] = {
  title: 'Tus organizaciones',
  text: 'La predeterminada se abre cuando inicias sesión.',
  choose: 'Elige una organización',
  switch: '{organization}, cambiar de organización',
  waiting: {
    one: 'Te espera {count} más',
    many: 'Te esperan {count} más',
    other: 'Te esperan {count} más',
  },
  current: 'Actual',
  default: 'Predeterminada',
  manage: 'Gestionar {organization}',
  search: 'Buscar organizaciones',
  makeDefault: 'Hacer predeterminada',
  makeDefaultNamed: 'Hacer predeterminada: {organization}',
  madeDefault: 'A partir de ahora, {organization} se abrirá cuando inicies sesión.',
  switched: 'Ahora trabajas en {organization}.',
  noneTitle: 'Debes pertenecer a una organización',
  noneText: 'Pídele a quien administra la tuya que te invite.',
  suspendedTitle: 'Tu acceso a {organization} está suspendido',
  suspendedText: 'Quien administra la organización puede reactivar tu acceso.',
}

export const profile: Messages['profile'] = {
  pages: 'Páginas de la organización',
}
