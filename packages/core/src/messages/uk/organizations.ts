import type { Messages } from '../messages.ts'

export const organizations: Messages['organizations'] = {
  title: 'Ваші організації',
  text: 'Стандартна відкривається після входу.',
  choose: 'Виберіть організацію',
  switch: '{organization}, змінити організацію',
  waiting: {
    one: 'На вас чекає ще {count}',
    few: 'На вас чекають ще {count}',
    many: 'На вас чекає ще {count}',
    other: 'На вас чекає ще {count}',
  },
  current: 'Поточна',
  default: 'Стандартна',
  manage: 'Керувати організацією {organization}',
  search: 'Пошук організацій',
  makeDefault: 'Зробити стандартною',
  makeDefaultNamed: 'Зробити стандартною: {organization}',
  madeDefault: 'Відтепер після входу відкриватиметься організація {organization}.',
  switched: 'Тепер ви працюєте в організації {organization}.',
  noneTitle: 'Потрібно належати до організації',
  noneText: 'Попросіть адміністратора своєї організації запросити вас.',
  suspendedTitle: 'Ваш доступ до організації {organization} призупинено',
  suspendedText: 'Адміністратор організації може відновити ваш доступ.',
}

export const profile: Messages['profile'] = {
  pages: 'Сторінки організації',
}
