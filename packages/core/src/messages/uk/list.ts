import type { Messages } from '../messages.ts'

export const list: Messages['list'] = {
  actions: 'Дії',
  copy: 'Копіювати: {what}',
  copied: 'Скопійовано.',
  added: 'Додано: {name}.',
  sort: 'Сортувати за',
  pages: 'Сторінки',
  previous: 'Попередня',
  next: 'Наступна',
  range: '{from}–{to} з {count}',
  rangeMore: '{from}–{to} з понад {count}',
  noResult: 'За вашим запитом нічого не знайдено',
  clear: 'Очистити пошук',
  forbiddenTitle: 'У вас немає сюди доступу',
  forbiddenText: 'Якщо він вам потрібен, зверніться до адміністратора своєї організації.',
  offlineText: 'Не вдалося зв’язатися із сервером. Перевірте з’єднання та спробуйте ще раз.',
}

export const confirm: Messages['confirm'] = {
  cancel: 'Скасувати',
  undo: 'Повернути',
  phrase: 'Щоб підтвердити, введіть {phrase}',
  phraseWrong: 'Це не {phrase}.',
}
