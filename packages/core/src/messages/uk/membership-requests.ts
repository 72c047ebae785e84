import type { Messages } from '../messages.ts'

export const requests: Messages['requests'] = {
  title: 'Запити',
  person: 'Людина',
  asked: 'Надіслано',
  approve: 'Схвалити',
  approveNamed: 'Схвалити запит: {name}',
  approveTitle: 'Прийняти користувача {name} до організації {organization}?',
  noTeam: 'Без команди',
  approved: '{name} тепер в організації.',
  deny: 'Відхилити',
  denyNamed: 'Відхилити запит: {name}',
  denyTitle: 'Відхилити запит користувача {name}?',
  denyText: '{name} не приєднається до організації {organization}, але зможе надіслати запит знову.',
  denied: 'Запит відхилено: {name}.',
  emptyTitle: 'Ніхто не чекає',
  emptyText: 'Тут видно запити на приєднання, доки ви не вирішите.',
}
