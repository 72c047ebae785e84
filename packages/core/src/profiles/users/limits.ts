/** 100 a minute for each user, over all endpoints that read (seed 004, "Rate Limiting"). */
export const reading = {
  name: 'users-read',
  caller: 'authenticated',
  per: 'user',
  limit: 100,
  windowSeconds: 60,
} as const

/** 20 a minute for each user, over all endpoints that write (seed 004, "Rate Limiting"). */
export const writing = { ...reading, name: 'users-write', limit: 20 } as const
