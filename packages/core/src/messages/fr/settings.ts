import type { Messages } from '../messages.ts'

export const settings: Messages['settings'] = {
  title: 'Paramètres',
  own: 'C’est votre adresse actuelle.',
  slugWarning: 'Les liens avec l’ancienne adresse ne fonctionneront plus.',
  logo: 'Adresse du logo',
  logoHint: 'L’adresse https d’une image.',
  logoFault: 'Saisissez une adresse comme https://example.com/logo.png.',
  logoFailed: 'Cette image ne peut pas être affichée ici.',
  language: 'Langue',
  seats: 'Places utilisées\u00a0: {used} sur {seats}',
  save: 'Enregistrer les modifications',
  saved: 'Vos modifications sont enregistrées.',
  danger: 'Quitter ou supprimer',
  delete: 'Supprimer l’organisation',
  deleteTitle: 'Supprimer {organization}\u202f?',
  deleteText: 'Tous les membres perdent l’accès, et tout le contenu est définitivement supprimé.',
}
