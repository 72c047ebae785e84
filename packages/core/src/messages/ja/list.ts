import type { Messages } from '../messages.ts'

export const list: Messages['list'] = {
  actions: '操作',
  copy: '{what}をコピー',
  copied: 'コピーしました。',
  added: '「{name}」を追加しました。',
  sort: '並べ替え',
  pages: 'ページ',
  previous: '前へ',
  next: '次へ',
  range: '{from}～{to} 件（全 {count} 件）',
  rangeMore: '{from}～{to} 件（全 {count} 件超）',
  noResult: '検索に一致するものがありません',
  clear: '検索をクリア',
  forbiddenTitle: 'アクセス権がありません',
  forbiddenText: '必要な場合は、組織の管理者に依頼してください。',
  offlineText: 'サーバーに接続できませんでした。接続を確認して、もう一度お試しください。',
}

export const confirm: Messages['confirm'] = {
  cancel: 'キャンセル',
  undo: '元に戻す',
  phrase: '確認のため「{phrase}」と入力してください',
  phraseWrong: '「{phrase}」と一致しません。',
}
