import type { Messages } from '../messages.ts'

export const teams: Messages['teams'] = {
  title: '团队',
  name: '团队名称',
  invalid: '请输入名称，最多 100 个字符。',
  add: '添加团队',
  members: { other: '{count} 名成员' },
  emptyTitle: '还没有团队',
  emptyText: '团队用于将成员分组，不会赋予任何人额外权限。',
  rename: '重命名',
  removeTitle: '要移除团队“{name}”吗？',
  removeText: '团队成员会留在组织中，但不再属于任何团队。发往该团队的邀请仍然有效。',
  rule: '每个人最多属于一个团队。加入此团队后，会离开原来的团队。',
  nobody: '此团队还没有成员',
  addMembers: '添加成员',
  inTeam: '查看团队',
  putIn: '添加',
  moveHere: '移到这里',
  takeOut: '移出团队',
}
