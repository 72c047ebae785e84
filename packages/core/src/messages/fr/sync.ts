import type { Messages } from '../messages.ts'

export const sync: Messages['sync'] = {
  title: 'Synchronisation',
  text: 'Où en est cette organisation chez {provider}.',
  synced: 'Tout est à jour',
  syncedText: '{provider} connaît cette organisation et ses membres.',
  behind: 'Des modifications sont en route',
  behindText: 'Tout fonctionne ici. {provider} recevra le reste automatiquement.',
  pending: 'Mise en place en cours',
  pendingText: 'Vous pouvez travailler normalement en attendant la réponse du service {provider}.',
  local_only: 'Uniquement ici pour l’instant',
  local_onlyText:
    'Les membres, les rôles et les invitations fonctionnent ici normalement. {provider} ne connaît pas encore cette organisation\u202f; ses membres suivront dès que ce sera le cas.',
  none: 'Rien à synchroniser',
  noneText: '{provider} n’a pas d’organisations\u00a0: tout est conservé ici.',
  unavailable: '{provider} n’a pas répondu.',
  rate_limited: '{provider} nous a demandé de ralentir.',
  not_found: 'Cette organisation n’existe plus chez {provider}. Réessayez pour l’y recréer.',
  conflict: '{provider} a une autre organisation semblable.',
  invalid: '{provider} a refusé les données.',
  unauthorized: '{provider} n’a pas accepté nos identifiants.',
  forbidden: 'Il nous manque une autorisation chez {provider}.',
  unknown: '{provider} a signalé un problème.',
  wait: 'Nous réessayons\u202f; vous n’avez rien à faire.',
  doctor:
    'La personne qui gère cette application doit corriger cela. La commande {command} indique ce qui ne va pas, et où.',
  waiting: 'En attente',
  changes: {
    one: '{count} modification, depuis le {when}',
    many: '{count} de modifications, depuis le {when}',
    other: '{count} modifications, depuis le {when}',
  },
  next: 'Prochaine tentative',
  soon: 'Dans un instant',
  id: 'Identifiant chez {provider}',
  retry: 'Réessayer maintenant',
  retried: 'Nous réessayons.',
}
