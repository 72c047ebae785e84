import type { Messages } from '../messages.ts'

export const organizations: Messages['organizations'] = {
  title: 'Suas organizações',
  text: 'A organização padrão abre quando você faz login.',
  choose: 'Escolha uma organização',
  switch: '{organization}, trocar de organização',
  waiting: {
    one: 'Mais {count} espera por você',
    many: 'Mais {count} esperam por você',
    other: 'Mais {count} esperam por você',
  },
  current: 'Atual',
  default: 'Padrão',
  manage: 'Gerenciar {organization}',
  search: 'Pesquisar organizações',
  makeDefault: 'Tornar padrão',
  makeDefaultNamed: 'Tornar padrão: {organization}',
  madeDefault: 'A partir de agora, {organization} abre quando você faz login.',
  switched: 'Agora você está na organização {organization}.',
  noneTitle: 'Você precisa pertencer a uma organização',
  noneText: 'Peça um convite a quem administra a sua.',
  suspendedTitle: 'Seu acesso à organização {organization} está suspenso',
  suspendedText: 'Quem administra a organização pode reativar seu acesso.',
}

export const profile: Messages['profile'] = {
  pages: 'Páginas da organização',
}
