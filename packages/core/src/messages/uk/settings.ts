import type { Messages } from '../messages.ts'

export const settings: Messages['settings'] = {
  title: 'Налаштування',
  own: 'Це ваша поточна адреса.',
  slugWarning: 'Посилання зі старою адресою перестануть працювати.',
  logo: 'Адреса логотипа',
  logoHint: 'Адреса зображення, що починається з https.',
  logoFault: 'Введіть адресу на зразок https://example.com/logo.png.',
  logoFailed: 'Це зображення не можна тут показати.',
  language: 'Мова',
  seats: 'Зайнято місць: {used} з {seats}',
  save: 'Зберегти зміни',
  saved: 'Зміни збережено.',
  danger: 'Вийти або видалити',
  delete: 'Видалити організацію',
  deleteTitle: 'Видалити організацію {organization}?',
  deleteText: 'Усі учасники втратять доступ, а весь її вміст буде видалено назавжди.',
}
