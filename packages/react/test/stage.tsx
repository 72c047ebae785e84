import { createRoot } from 'react-dom/client'
import { InvitationsList, MembersList, OrganizationSwitcher } from '../src/index.ts'
import { invitationsOf, sentInvitations } from './invitations.ts'
import { membersOf, organization } from './organization.ts'
import { acme, ann, beta } from './people.ts'
import { switching } from './switching.ts'
import { createWorld } from './world.tsx'
import '../src/styles.css'

/** A page of a host, with a server of replies in it: what a test of that host opens. */
const at = { invitations: invitationsOf(sentInvitations()).replies }
const world = createWorld(ann, {
  ...organization(membersOf(), at),
  organizations: { ...organization().organizations, ...switching({ members: [acme, beta] }).organizations },
})

createRoot(document.body.appendChild(document.createElement('main'))).render(
  <world.Provider>
    <OrganizationSwitcher />
    <MembersList />
    <InvitationsList />
  </world.Provider>,
)
