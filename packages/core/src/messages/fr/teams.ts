import type { Messages } from '../messages.ts'

export const teams: Messages['teams'] = {
  title: 'Équipes',
  name: 'Nom de l’équipe',
  invalid: 'Saisissez un nom de 100 caractères au maximum.',
  add: 'Ajouter une équipe',
  members: {
    one: '{count} membre',
    many: '{count} de membres',
    other: '{count} membres',
  },
  emptyTitle: 'Pas encore d’équipe',
  emptyText: 'Une équipe regroupe des membres. Elle ne donne aucun droit supplémentaire.',
  rename: 'Renommer',
  removeTitle: 'Retirer l’équipe {name}\u202f?',
  removeText: 'Ses membres restent dans l’organisation, sans équipe. Les invitations à la rejoindre restent valables.',
  rule: 'Chaque personne est dans une équipe au plus. En entrant ici, elle quitte la précédente.',
  nobody: 'Cette équipe n’a encore aucun membre',
  addMembers: 'Ajouter des membres',
  inTeam: 'Afficher l’équipe',
  putIn: 'Ajouter',
  moveHere: 'Déplacer ici',
  takeOut: 'Retirer',
}
