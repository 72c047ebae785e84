import type { Messages } from '../messages.ts'

export const domains: Messages['domains'] = {
  title: 'Domaines',
  text: 'Les personnes qui ont une adresse e-mail dans votre domaine peuvent rejoindre l’organisation d’elles-mêmes.',
  add: 'Ajouter un domaine',
  status: 'Statut',
  unverified: 'Non vérifié',
  unverifiedText: 'Il ne permet encore à personne d’entrer.',
  email: 'Connu par e-mail',
  emailText: 'Les personnes qui ont une telle adresse peuvent demander à rejoindre l’organisation.',
  dns: 'Vérifié',
  dnsText: 'Les personnes qui ont une telle adresse peuvent rejoindre l’organisation immédiatement.',
  emptyTitle: 'Pas encore de domaine',
  prove: 'Vérifier {name}',
  proveText:
    'Ajoutez cet enregistrement TXT là où votre domaine est géré. Les personnes qui ont une telle adresse pourront alors rejoindre l’organisation immédiatement.',
  recordName: 'Nom de l’enregistrement',
  recordValue: 'Valeur',
  check: 'Vérifier maintenant',
  DOMAIN_NOT_VERIFIED:
    'L’enregistrement n’est pas encore visible. Comparez son nom et sa valeur avec ceux indiqués ici, puis vérifiez à nouveau plus tard\u00a0: un nouvel enregistrement peut prendre une heure.',
  removeTitle: 'Retirer {name}\u202f?',
  removeText: 'Ce domaine ne permettra plus d’entrer. Les personnes déjà entrées restent membres.',
}
