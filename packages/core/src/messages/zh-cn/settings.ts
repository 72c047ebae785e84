import type { Messages } from '../messages.ts'

export const settings: Messages['settings'] = {
  title: '设置',
  own: '这是你们当前的网址。',
  slugWarning: '使用旧网址的链接将失效。',
  logo: '徽标地址',
  logoHint: '以 https 开头的图片地址。',
  logoFault: '请输入类似 https://example.com/logo.png 的地址。',
  logoFailed: '此图片无法在这里显示。',
  language: '语言',
  seats: '已使用 {used}/{seats} 个席位',
  save: '保存更改',
  saved: '更改已保存。',
  danger: '退出或删除',
  delete: '删除组织',
  deleteTitle: '要删除“{organization}”吗？',
  deleteText: '所有成员都将失去访问权限，组织中的所有内容将被永久删除。',
}
