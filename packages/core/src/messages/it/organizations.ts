import type { Messages } from '../messages.ts'

export const organizations: Messages['organizations'] = {
  title: 'Le tue organizzazioni',
  text: 'Quella predefinita si apre quando accedi.',
  choose: 'Scegli un’organizzazione',
  switch: '{organization}, cambia organizzazione',
  waiting: {
    one: 'Ancora {count} in attesa di una tua risposta',
    many: 'Ancora {count} in attesa di una tua risposta',
    other: 'Ancora {count} in attesa di una tua risposta',
  },
  current: 'Attuale',
  default: 'Predefinita',
  manage: 'Gestisci {organization}',
  search: 'Cerca organizzazioni',
  makeDefault: 'Imposta come predefinita',
  makeDefaultNamed: 'Imposta come predefinita: {organization}',
  madeDefault: 'D’ora in poi, quando accedi, si apre {organization}.',
  switched: 'Ora lavori in {organization}.',
  noneTitle: 'Devi far parte di un’organizzazione',
  noneText: 'Chiedi a un admin della tua di invitarti.',
  suspendedTitle: 'Il tuo accesso a {organization} è sospeso',
  suspendedText: 'Un admin dell’organizzazione può riattivare il tuo accesso.',
}

export const profile: Messages['profile'] = {
  pages: 'Pagine dell’organizzazione',
}
