import type { Messages } from '../messages.ts'

export const teams: Messages['teams'] = {
  title: 'Equipes',
  name: 'Nome da equipe',
  invalid: 'Digite um nome com no máximo 100 caracteres.',
  add: 'Adicionar equipe',
  members: {
    one: '{count} membro',
    many: '{count} de membros',
    other: '{count} membros',
  },
  emptyTitle: 'Ainda não há equipes',
  emptyText: 'Uma equipe agrupa membros. Ela não dá mais permissões a ninguém.',
  rename: 'Renomear',
  removeTitle: 'Remover a equipe {name}?',
  removeText: 'Os membros continuam na organização, sem equipe. Os convites para ela continuam abertos.',
  rule: 'Cada pessoa fica em no máximo uma equipe. Quem entra aqui sai da equipe anterior.',
  nobody: 'Ainda não há ninguém nesta equipe',
  addMembers: 'Adicionar membros',
  inTeam: 'Mostrar a equipe',
  putIn: 'Adicionar',
  moveHere: 'Mover para cá',
  takeOut: 'Remover da equipe',
}
