import type { Messages } from '../messages.ts'

export const settings: Messages['settings'] = {
  title: 'Impostazioni',
  own: 'Questo è il tuo indirizzo attuale.',
  slugWarning: 'I link con il vecchio indirizzo smetteranno di funzionare.',
  logo: 'Indirizzo del logo',
  logoHint: 'L’indirizzo https di un’immagine.',
  logoFault: 'Inserisci un indirizzo come https://example.com/logo.png.',
  logoFailed: 'Qui non è possibile mostrare questa immagine.',
  language: 'Lingua',
  seats: 'Posti occupati: {used} di {seats}',
  save: 'Salva le modifiche',
  saved: 'Le tue modifiche sono salvate.',
  danger: 'Lascia o elimina',
  delete: 'Elimina l’organizzazione',
  deleteTitle: 'Eliminare {organization}?',
  deleteText: 'Tutti i membri perdono l’accesso e l’intero contenuto viene eliminato per sempre.',
}
