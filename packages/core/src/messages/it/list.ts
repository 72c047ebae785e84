import type { Messages } from '../messages.ts'

export const list: Messages['list'] = {
  actions: 'Azioni',
  copy: 'Copia: {what}',
  copied: 'Copiato.',
  added: 'Aggiunto: {name}.',
  sort: 'Ordina per',
  pages: 'Pagine',
  previous: 'Precedente',
  next: 'Successiva',
  range: '{from}–{to} di {count}',
  rangeMore: '{from}–{to} di oltre {count}',
  noResult: 'Nessun risultato per la tua ricerca',
  clear: 'Cancella la ricerca',
  forbiddenTitle: 'Non hai accesso a questa pagina',
  forbiddenText: 'Se ti serve, chiedi a un admin della tua organizzazione.',
  offlineText: 'Il server non è raggiungibile. Controlla la connessione e riprova.',
}

export const confirm: Messages['confirm'] = {
  cancel: 'Annulla',
  undo: 'Annulla',
  phrase: 'Scrivi {phrase} per confermare',
  phraseWrong: 'Il testo non corrisponde a {phrase}.',
}
