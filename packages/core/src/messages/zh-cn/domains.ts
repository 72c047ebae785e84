import type { Messages } from '../messages.ts'

export const domains: Messages['domains'] = {
  title: '域名',
  text: '使用你们域名邮箱的人可以自行加入。',
  add: '添加域名',
  status: '状态',
  unverified: '未验证',
  unverifiedText: '目前还没有人能通过此域名加入。',
  email: '通过邮箱确认',
  emailText: '使用此域名邮箱的人可以申请加入。',
  dns: '已验证',
  dnsText: '使用此域名邮箱的人可以直接加入。',
  emptyTitle: '还没有域名',
  prove: '验证 {name}',
  proveText: '请在域名管理处添加此 TXT 记录。之后，使用此域名邮箱的人即可直接加入。',
  recordName: '记录名称',
  recordValue: '记录值',
  check: '立即检查',
  DOMAIN_NOT_VERIFIED:
    '尚未找到该记录。请核对记录名称和记录值是否与此处一致，稍后再次检查：新记录可能需要一小时才能生效。',
  removeTitle: '要移除 {name} 吗？',
  removeText: '之后将无法再通过此域名加入。已加入的人仍是成员。',
}
