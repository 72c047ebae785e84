import type { Messages } from '../messages.ts'

export const domains: Messages['domains'] = {
  title: 'Domínios',
  text: 'Pessoas com um endereço de e-mail do seu domínio podem entrar por conta própria.',
  add: 'Adicionar domínio',
  status: 'Status',
  unverified: 'Não verificado',
  unverifiedText: 'Ninguém entra por ele ainda.',
  email: 'Reconhecido por e-mail',
  emailText: 'Pessoas com um endereço assim podem solicitar participação.',
  dns: 'Verificado',
  dnsText: 'Pessoas com um endereço assim podem participar imediatamente.',
  emptyTitle: 'Ainda não há domínios',
  prove: 'Verificar {name}',
  proveText:
    'Adicione este registro TXT onde seu domínio é gerenciado. Depois, pessoas com um endereço assim poderão participar imediatamente.',
  recordName: 'Nome do registro',
  recordValue: 'Valor',
  check: 'Verificar agora',
  DOMAIN_NOT_VERIFIED:
    'O registro ainda não apareceu. Compare o nome e o valor com estes e verifique novamente mais tarde: um novo registro pode levar uma hora.',
  removeTitle: 'Remover {name}?',
  removeText: 'Ninguém mais entrará por ele. Quem já entrou continua sendo membro.',
}
