/** 6000 an hour for each user, over all endpoints that read. */
export const reading = {
  name: 'orgs-read',
  caller: 'authenticated',
  per: 'user',
  limit: 6000,
  windowSeconds: 3600,
} as const
