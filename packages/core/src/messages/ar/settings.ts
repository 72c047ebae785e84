import type { Messages } from '../messages.ts'

export const settings: Messages['settings'] = {
  title: 'الإعدادات',
  own: 'هذا عنوانك الحالي.',
  slugWarning: 'ستتوقف الروابط التي تحمل العنوان القديم عن العمل.',
  logo: 'عنوان الشعار',
  logoHint: 'عنوان صورة يبدأ بـ https.',
  logoFault: 'أدخل عنوانًا مثل https://example.com/logo.png.',
  logoFailed: 'لا يمكن عرض هذه الصورة هنا.',
  language: 'اللغة',
  seats: 'المقاعد المستخدمة: {used} من {seats}',
  save: 'حفظ التغييرات',
  saved: 'حُفظت تغييراتك.',
  danger: 'المغادرة أو الحذف',
  delete: 'حذف المؤسسة',
  deleteTitle: 'هل تريد حذف مؤسسة {organization}؟',
  deleteText: 'سيفقد كل الأعضاء إمكانية الوصول، وسيُحذف كل ما فيها نهائيًا.',
}
