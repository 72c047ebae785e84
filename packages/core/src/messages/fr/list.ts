import type { Messages } from '../messages.ts'

export const list: Messages['list'] = {
  actions: 'Actions',
  copy: 'Copier\u00a0: {what}',
  copied: 'Copié.',
  added: 'Ajout effectué\u00a0: {name}.',
  sort: 'Trier par',
  pages: 'Pages',
  previous: 'Précédent',
  next: 'Suivant',
  range: '{from}–{to} sur {count}',
  rangeMore: '{from}–{to} sur plus de {count}',
  noResult: 'Aucun résultat pour votre recherche',
  clear: 'Effacer la recherche',
  forbiddenTitle: 'Vous n’avez pas accès à cette page',
  forbiddenText: 'Si vous en avez besoin, adressez-vous aux admins de votre organisation.',
  offlineText: 'Le serveur est injoignable. Vérifiez votre connexion et réessayez.',
}

export const confirm: Messages['confirm'] = {
  cancel: 'Annuler',
  undo: 'Annuler',
  phrase: 'Saisissez {phrase} pour confirmer',
  phraseWrong: 'Ce texte ne correspond pas à {phrase}.',
}
