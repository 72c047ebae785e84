import type { Messages } from '../messages.ts'

export const teams: Messages['teams'] = {
  title: 'الفرق',
  name: 'اسم الفريق',
  invalid: 'أدخل اسمًا لا يزيد على 100 حرف.',
  add: 'إضافة فريق',
  members: {
    zero: 'لا أعضاء',
    one: 'عضو واحد',
    two: 'عضوان',
    few: '{count} أعضاء',
    many: '{count} عضوًا',
    other: '{count} عضو',
  },
  emptyTitle: 'لا توجد فرق بعد',
  emptyText: 'يجمع الفريق عددًا من الأعضاء، ولا يمنح أحدًا صلاحيات إضافية.',
  rename: 'إعادة التسمية',
  removeTitle: 'هل تريد إزالة الفريق {name}؟',
  removeText: 'يبقى أعضاؤه في المؤسسة من دون فريق. وتبقى الدعوات إليه مفتوحة.',
  rule: 'ينتمي كل عضو إلى فريق واحد على الأكثر. ومن ينضم إلى هذا الفريق يغادر فريقه السابق.',
  nobody: 'لا أحد في هذا الفريق بعد',
  addMembers: 'إضافة أعضاء',
  inTeam: 'عرض الفريق',
  putIn: 'إضافة',
  moveHere: 'نقل إلى هنا',
  takeOut: 'إخراج من الفريق',
}
