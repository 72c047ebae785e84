import type { Messages } from '../messages.ts'

export const requests: Messages['requests'] = {
  title: 'الطلبات',
  person: 'الشخص',
  asked: 'وقت الطلب',
  approve: 'موافقة',
  approveNamed: 'الموافقة على طلب {name}',
  approveTitle: 'هل توافق على انضمام {name} إلى مؤسسة {organization}؟',
  noTeam: 'بلا فريق',
  approved: 'تم انضمام {name} إلى الأعضاء.',
  deny: 'رفض',
  denyNamed: 'رفض طلب {name}',
  denyTitle: 'هل تريد رفض طلب {name}؟',
  denyText: 'لن يتم انضمام {name} إلى مؤسسة {organization}، ويمكن إرسال طلب جديد لاحقًا.',
  denied: 'رُفض طلب {name}.',
  emptyTitle: 'لا أحد ينتظر',
  emptyText: 'يظهر هنا كل من يطلب الانضمام إلى أن تتخذ قرارك.',
}
