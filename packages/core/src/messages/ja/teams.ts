import type { Messages } from '../messages.ts'

export const teams: Messages['teams'] = {
  title: 'チーム',
  name: 'チーム名',
  invalid: '名前を 100 文字以内で入力してください。',
  add: 'チームを追加',
  members: { other: 'メンバー {count} 人' },
  emptyTitle: 'チームはまだありません',
  emptyText: 'チームはメンバーをまとめるものです。権限が増えることはありません。',
  rename: '名前を変更',
  removeTitle: 'チーム「{name}」を削除しますか？',
  removeText: 'メンバーは、チームなしの状態で組織に残ります。このチームへの招待は有効なままです。',
  rule: '1 人が所属できるチームは 1 つだけです。ここに追加すると、以前のチームからは外れます。',
  nobody: 'このチームにはまだ誰もいません',
  addMembers: 'メンバーを追加',
  inTeam: 'チームを表示',
  putIn: '追加',
  moveHere: 'ここに移動',
  takeOut: 'チームから外す',
}
