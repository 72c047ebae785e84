import type { Messages } from '../messages.ts'

export const organizations: Messages['organizations'] = {
  title: '你的组织',
  text: '登录后会打开默认组织。',
  choose: '选择组织',
  switch: '{organization}，切换组织',
  waiting: { other: '还有 {count} 项等你处理' },
  current: '当前',
  default: '默认',
  manage: '管理“{organization}”',
  search: '搜索组织',
  makeDefault: '设为默认',
  makeDefaultNamed: '将“{organization}”设为默认',
  madeDefault: '今后登录后将打开“{organization}”。',
  switched: '你已切换到“{organization}”。',
  noneTitle: '你需要加入一个组织',
  noneText: '请让你所在组织的管理员邀请你。',
  suspendedTitle: '你在“{organization}”的访问权限已停用',
  suspendedText: '该组织的管理员可以恢复你的权限。',
}

export const profile: Messages['profile'] = {
  pages: '组织页面',
}
