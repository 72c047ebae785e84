import type { Messages } from '../messages.ts'

export const list: Messages['list'] = {
  actions: 'الإجراءات',
  copy: 'نسخ {what}',
  copied: 'تم النسخ.',
  added: 'تمت إضافة {name}.',
  sort: 'الترتيب حسب',
  pages: 'الصفحات',
  previous: 'السابق',
  next: 'التالي',
  range: '{from}–{to} من {count}',
  rangeMore: '{from}–{to} من أكثر من {count}',
  noResult: 'لا نتائج تطابق بحثك',
  clear: 'مسح البحث',
  forbiddenTitle: 'هذا غير متاح لك',
  forbiddenText: 'اطلبه من أحد مسؤولي مؤسستك إن كنت بحاجة إليه.',
  offlineText: 'تعذّر الوصول إلى الخادم. تحقق من اتصالك وأعد المحاولة.',
}

export const confirm: Messages['confirm'] = {
  cancel: 'إلغاء',
  undo: 'تراجع',
  phrase: 'اكتب {phrase} للتأكيد',
  phraseWrong: 'النص المكتوب ليس {phrase}.',
}
