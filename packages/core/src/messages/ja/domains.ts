import type { Messages } from '../messages.ts'

export const domains: Messages['domains'] = {
  title: 'ドメイン',
  text: '組織のドメインのメールアドレスを持つ人は、自分で参加の手続きができます。',
  add: 'ドメインを追加',
  status: '状態',
  unverified: '未検証',
  unverifiedText: 'まだ誰もこのドメインでは参加できません。',
  email: 'メールで確認済み',
  emailText: 'このドメインのアドレスを持つ人は、参加をリクエストできます。',
  dns: '検証済み',
  dnsText: 'このドメインのアドレスを持つ人は、すぐに参加できます。',
  emptyTitle: 'ドメインはまだありません',
  prove: '{name} を検証',
  proveText:
    'ドメインの管理画面で、次の TXT レコードを追加してください。検証が済むと、このドメインのアドレスを持つ人がすぐに参加できるようになります。',
  recordName: 'レコード名',
  recordValue: '値',
  check: '今すぐ確認',
  DOMAIN_NOT_VERIFIED:
    'レコードがまだ見つかりません。名前と値がここに表示されているものと一致するか確かめて、後でもう一度確認してください。新しいレコードの反映には 1 時間ほどかかることがあります。',
  removeTitle: '{name} を削除しますか？',
  removeText: '今後、このドメインでは参加できなくなります。すでに参加した人はメンバーのままです。',
}
