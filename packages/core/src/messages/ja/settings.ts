import type { Messages } from '../messages.ts'

export const settings: Messages['settings'] = {
  title: '設定',
  own: '現在のアドレスです。',
  slugWarning: '以前のアドレスを使ったリンクは使えなくなります。',
  logo: 'ロゴのアドレス',
  logoHint: 'https で始まる画像のアドレス。',
  logoFault: 'https://example.com/logo.png のようなアドレスを入力してください。',
  logoFailed: 'この画像はここに表示できません。',
  language: '言語',
  seats: '{seats} 枠中 {used} 枠を使用中',
  save: '変更を保存',
  saved: '変更を保存しました。',
  danger: '退出または削除',
  delete: '組織を削除',
  deleteTitle: '「{organization}」を削除しますか？',
  deleteText: 'すべてのメンバーがアクセスできなくなり、組織内のデータはすべて完全に削除されます。',
}
