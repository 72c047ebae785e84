import type { Messages } from '../messages.ts'

export const requests: Messages['requests'] = {
  title: '申请',
  person: '申请人',
  asked: '申请时间',
  approve: '批准',
  approveNamed: '批准 {name}',
  approveTitle: '要批准 {name} 加入“{organization}”吗？',
  noTeam: '无团队',
  approved: '{name} 已成为成员。',
  deny: '拒绝',
  denyNamed: '拒绝 {name}',
  denyTitle: '要拒绝 {name} 的申请吗？',
  denyText: '{name} 不会加入“{organization}”，但可以再次申请。',
  denied: '已拒绝 {name} 的申请。',
  emptyTitle: '没有待处理的申请',
  emptyText: '申请加入的人会显示在这里，直到你作出决定。',
}
