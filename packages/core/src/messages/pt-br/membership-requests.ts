import type { Messages } from '../messages.ts'

export const requests: Messages['requests'] = {
  title: 'Solicitações',
  person: 'Pessoa',
  asked: 'Solicitado',
  approve: 'Aprovar',
  approveNamed: 'Aprovar a solicitação de {name}',
  approveTitle: 'Permitir que {name} participe da organização {organization}?',
  noTeam: 'Sem equipe',
  approved: '{name} agora é membro.',
  deny: 'Recusar',
  denyNamed: 'Recusar a solicitação de {name}',
  denyTitle: 'Recusar a solicitação de {name}?',
  denyText: '{name} não vai participar da organização {organization}, mas poderá solicitar novamente.',
  denied: 'A solicitação de {name} foi recusada.',
  emptyTitle: 'Nenhuma solicitação pendente',
  emptyText: 'Quem solicitar participação aparecerá aqui até você decidir.',
}
