/** What the identity server says of a person; whoever types `ada@example.com` there is Ada. */
export function claimsOf(sub: string) {
  const email = sub.replace(/^kp_/, '')
  const name = email.split('@')[0] ?? ''
  const given = name.charAt(0).toUpperCase() + name.slice(1)
  return { sub, email, email_verified: true, given_name: given, family_name: 'Example' }
}
