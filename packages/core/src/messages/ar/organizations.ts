import type { Messages } from '../messages.ts'

export const organizations: Messages['organizations'] = {
  title: 'مؤسساتك',
  text: 'تُفتح المؤسسة الافتراضية عند تسجيل الدخول.',
  choose: 'اختر مؤسسة',
  switch: '{organization}، تبديل المؤسسة',
  waiting: {
    zero: 'لا شيء آخر بانتظارك',
    one: 'أمر واحد آخر بانتظارك',
    two: 'أمران آخران بانتظارك',
    few: '{count} أمور أخرى بانتظارك',
    many: '{count} أمرًا آخر بانتظارك',
    other: '{count} أمر آخر بانتظارك',
  },
  current: 'الحالية',
  default: 'الافتراضية',
  manage: 'إدارة مؤسسة {organization}',
  search: 'البحث في المؤسسات',
  makeDefault: 'جعلها افتراضية',
  makeDefaultNamed: 'جعلها افتراضية: {organization}',
  madeDefault: 'من الآن فصاعدًا تُفتح مؤسسة {organization} عند تسجيل دخولك.',
  switched: 'تعمل الآن في مؤسسة {organization}.',
  noneTitle: 'يجب أن تنتمي إلى مؤسسة',
  noneText: 'اطلب من أحد مسؤولي مؤسستك أن يدعوك.',
  suspendedTitle: 'عضويتك في مؤسسة {organization} معلّقة',
  suspendedText: 'يمكن لأحد مسؤولي المؤسسة إعادة تفعيل عضويتك.',
}

export const profile: Messages['profile'] = {
  pages: 'صفحات المؤسسة',
}
