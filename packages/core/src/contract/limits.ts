/** So many calls an hour for each user who is signed in; endpoints that give the same name share the count. */
export function hourly<const Name extends string>(name: Name, limit: number) {
  return { name, caller: 'authenticated', per: 'user', limit, windowSeconds: 3600 } as const
}
