import type { Messages } from '../messages.ts'

export const requests: Messages['requests'] = {
  title: 'リクエスト',
  person: 'ユーザー',
  asked: 'リクエスト日時',
  approve: '承認',
  approveNamed: '{name} さんを承認',
  approveTitle: '{name} さんの「{organization}」への参加を承認しますか？',
  noTeam: 'チームなし',
  approved: '{name} さんがメンバーになりました。',
  deny: '却下',
  denyNamed: '{name} さんのリクエストを却下',
  denyTitle: '{name} さんのリクエストを却下しますか？',
  denyText: '{name} さんは「{organization}」に参加できませんが、もう一度リクエストできます。',
  denied: '{name} さんのリクエストを却下しました。',
  emptyTitle: '承認待ちのリクエストはありません',
  emptyText: '参加をリクエストした人は、承認または却下するまでここに表示されます。',
}
