import type { Messages } from '../messages.ts'

export const organizations: Messages['organizations'] = {
  title: '所属する組織',
  text: 'ログインすると、デフォルトの組織が開きます。',
  choose: '組織を選択',
  switch: '{organization}、組織を切り替える',
  waiting: { other: 'ほかに {count} 件が対応待ちです' },
  current: '現在',
  default: 'デフォルト',
  manage: '「{organization}」の管理',
  search: '組織を検索',
  makeDefault: 'デフォルトにする',
  makeDefaultNamed: '「{organization}」をデフォルトにする',
  madeDefault: '今後、ログインすると「{organization}」が開きます。',
  switched: '「{organization}」に切り替えました。',
  noneTitle: '組織への所属が必要です',
  noneText: '所属する組織の管理者に招待を依頼してください。',
  suspendedTitle: '「{organization}」の利用が停止されています',
  suspendedText: '組織の管理者が利用を再開できます。',
}

export const profile: Messages['profile'] = {
  pages: '組織のページ',
}
