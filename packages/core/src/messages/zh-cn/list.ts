import type { Messages } from '../messages.ts'

export const list: Messages['list'] = {
  actions: '操作',
  copy: '复制{what}',
  copied: '已复制。',
  added: '已添加“{name}”。',
  sort: '排序方式',
  pages: '分页',
  previous: '上一页',
  next: '下一页',
  range: '第 {from}–{to} 项，共 {count} 项',
  rangeMore: '第 {from}–{to} 项，共超过 {count} 项',
  noResult: '没有符合搜索条件的结果',
  clear: '清除搜索',
  forbiddenTitle: '你没有访问权限',
  forbiddenText: '如有需要，请联系你所在组织的管理员。',
  offlineText: '无法连接到服务器，请检查网络连接后重试。',
}

export const confirm: Messages['confirm'] = {
  cancel: '取消',
  undo: '撤销',
  phrase: '输入“{phrase}”以确认',
  phraseWrong: '与“{phrase}”不一致。',
}
