/** The list of teams, and who is in one. */
export const teams = {
  teams: {
    invalid: 'Enter a name of at most 100 characters.',
    add: 'Add team',
    members: {
      one: '{count} member',
      other: '{count} members',
    },
    emptyTitle: 'No teams yet',
    emptyText: 'A team groups members. It gives nobody more rights.',
    rename: 'Rename',
    removeTitle: 'Remove the team {name}?',
    removeText: 'Its members stay in the organization, without a team. Invitations to it stay open.',
    rule: 'Everybody is in one team at most. Whoever comes in here leaves the team before.',
    nobody: 'Nobody is in this team yet',
    addMembers: 'Add members',
    inTeam: 'Show the team',
    putIn: 'Add',
    moveHere: 'Move here',
    takeOut: 'Take out',
  },
} as const
