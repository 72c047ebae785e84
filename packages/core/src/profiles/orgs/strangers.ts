/** Who is kept out of an organization, and how: whether it exists makes no difference (seed 002, "403 Forbidden"). */
export const strangers = { NOT_A_MEMBER: 403, NOT_AUTHORIZED: 403, ORGANIZATION_NOT_FOUND: 404 } as const
