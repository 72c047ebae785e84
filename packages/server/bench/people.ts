/** What both servers find in their databases: the same people, organizations and invitations. */
export const PEOPLE = 1000
/** The first of them make all calls but one. Each has founded an organization, is in the big one, and has one invitation. */
export const CALLERS = 400
/** The others accept invitations, of which as many wait for each. */
const INVITATIONS_EACH = 25

export const secret = 'a-made-up-secret-of-more-than-32-bytes'

export const emailOf = (person: number) => `person-${person}@example.com`

/** An id that is made of a kind and a number, in JS as `idIn` makes it in SQL. */
export const idOf = (kind: Kind, number: number) =>
  `00000000-000${kinds[kind]}-7000-8000-${number.toString(16).padStart(12, '0')}`

export const idIn = (kind: Kind, number: string) =>
  `'00000000-000${kinds[kind]}-7000-8000-' || lpad(to_hex(${number}), 12, '0')`

const kinds = { person: 1, organization: 2, membership: 3, invitation: 4, session: 5 } as const
export type Kind = keyof typeof kinds

/** One waiting invitation after another: to whom, and into which organization. */
export const INVITATIONS = CALLERS + (PEOPLE - CALLERS) * INVITATIONS_EACH
export const inviteeIn = (number: string) =>
  `(CASE WHEN ${number} <= ${CALLERS} THEN ${number} ELSE ${CALLERS} + 1 + (${number} - ${CALLERS} - 1) % ${PEOPLE - CALLERS} END)`
export const inviteeOf = (number: number) =>
  number <= CALLERS ? number : CALLERS + 1 + ((number - CALLERS - 1) % (PEOPLE - CALLERS))
/** Somebody else's, and each pair once. */
export const inviterIn = (number: string) =>
  `((${inviteeIn(number)} + ${number} / ${PEOPLE - CALLERS} * 7 + 3) % ${PEOPLE} + 1)`
