import type { Messages } from '../messages.ts'

export const list: Messages['list'] = {
  actions: 'Acties',
  copy: '{what} kopiëren',
  copied: 'Gekopieerd.',
  added: '{name} is toegevoegd.',
  sort: 'Sorteren op',
  pages: 'Pagina’s',
  previous: 'Vorige',
  next: 'Volgende',
  range: '{from}–{to} van {count}',
  rangeMore: '{from}–{to} van meer dan {count}',
  noResult: 'Geen resultaten voor je zoekopdracht',
  clear: 'Zoekopdracht wissen',
  forbiddenTitle: 'Je hebt hier geen toegang',
  forbiddenText: 'Vraag een beheerder van je organisatie als je die nodig hebt.',
  offlineText: 'De server is niet bereikbaar. Controleer je verbinding en probeer het opnieuw.',
}

export const confirm: Messages['confirm'] = {
  cancel: 'Annuleren',
  undo: 'Ongedaan maken',
  phrase: 'Typ {phrase} om te bevestigen',
  phraseWrong: 'Dat is niet {phrase}.',
}
