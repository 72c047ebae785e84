/** What is asked before something is done with a member. */
export const memberDialogs = {
  members: {
    transferTitle: 'Make {name} the owner of {organization}?',
    transferText: '{name} becomes an admin, and you step down. Only an admin can give you the role back.',
    demote: 'Become {role}',
    demoteTitle: 'Change your own role to {role}?',
    demoteText: 'You will be able to do less in {organization}, and cannot give the role back to yourself.',
    suspendTitle: 'Suspend {name}?',
    suspendText: '{name} cannot open {organization} until you reactivate the membership. Nothing is deleted.',
    removeTitle: 'Remove {name} from {organization}?',
    removeText: '{name} loses access to {organization}. The account itself stays.',
  },
} as const

/** The list of members, and what can be done there. */
export const members = {
  members: {
    search: 'Search by name or e-mail',
    everyRole: 'All roles',
    everyTeam: 'All teams',
    noTeam: 'No team',
    teamOf: 'Team of {name}',
    byName: 'Name, A to Z',
    byNameBack: 'Name, Z to A',
    byNewest: 'Newest first',
    byOldest: 'Oldest first',
    you: 'You',
    suspended: 'Suspended',
    lastAdmin: 'The only admin',
    lastAdminObstacle: 'You are the only admin. Make somebody else an admin first.',
    changed: '{name} was changed.',
    transfer: 'Transfer ownership',
    transferred: '{name} is now an admin.',
    suspend: 'Suspend',
    reactivate: 'Reactivate',
    remove: 'Remove',
    removing: '{name} is being removed.',
    removed: '{name} was removed.',
    leave: 'Leave organization',
    leaveTitle: 'Leave {organization}?',
    leaveText: 'You lose access at once, and need a new invitation to come back.',
    left: 'You have left the organization.',
  },
} as const
