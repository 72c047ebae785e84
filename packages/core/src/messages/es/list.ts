import type { Messages } from '../messages.ts'

export const list: Messages['list'] = {
  actions: 'Acciones',
  copy: 'Copiar: {what}',
  copied: 'Copiado.',
  added: 'Se añadió {name}.',
  sort: 'Ordenar por',
  pages: 'Páginas',
  previous: 'Anterior',
  next: 'Siguiente',
  range: '{from}–{to} de {count}',
  rangeMore: '{from}–{to} de más de {count}',
  noResult: 'Nada coincide con tu búsqueda',
  clear: 'Borrar búsqueda',
  forbiddenTitle: 'No tienes acceso a esta sección',
  forbiddenText: 'Si lo necesitas, pídeselo a quien administra tu organización.',
  offlineText: 'No pudimos conectar con el servidor. Revisa tu conexión e inténtalo de nuevo.',
}

export const confirm: Messages['confirm'] = {
  cancel: 'Cancelar',
  undo: 'Deshacer',
  phrase: 'Escribe {phrase} para confirmar',
  phraseWrong: 'El texto no coincide con {phrase}.',
}
