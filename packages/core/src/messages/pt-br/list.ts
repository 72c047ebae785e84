import type { Messages } from '../messages.ts'

export const list: Messages['list'] = {
  actions: 'Ações',
  copy: 'Copiar: {what}',
  copied: 'Copiado.',
  added: 'Adicionamos {name}.',
  sort: 'Ordenar por',
  pages: 'Páginas',
  previous: 'Anterior',
  next: 'Próxima',
  range: '{from}–{to} de {count}',
  rangeMore: '{from}–{to} de mais de {count}',
  noResult: 'Nada corresponde à sua pesquisa',
  clear: 'Limpar pesquisa',
  forbiddenTitle: 'Você não tem acesso a esta seção',
  forbiddenText: 'Se precisar, peça a quem administra sua organização.',
  offlineText: 'Não foi possível acessar o servidor. Verifique sua conexão e tente novamente.',
}

export const confirm: Messages['confirm'] = {
  cancel: 'Cancelar',
  undo: 'Desfazer',
  phrase: 'Digite {phrase} para confirmar',
  phraseWrong: 'O texto não corresponde a {phrase}.',
}
