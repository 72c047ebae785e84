import type { Member } from '@tenantry/core'
import { useRef, useState } from 'react'
import { type Action, isAllowed } from '../actions/action.ts'
import { useRowActs } from '../actions/use-row-acts.ts'
import { useTenantry } from '../provider/context.ts'
import { emailOf } from '../provider/email-of.ts'
import { type TeamMove, useMoveToTeam } from '../teams/use-team-writes.ts'
import { nameOf } from '../ui/person.tsx'
import { useWidget } from '../ui/widget.tsx'
import {
  type MemberChange,
  type Transfer,
  useLeaveOrganization,
  useRemoveMember,
  useTransferOwnership,
  useUpdateMember,
} from './use-member-writes.ts'

/** What a host is asked before, and told after, each act on a member. */
export interface MemberActions {
  readonly update?: Action<MemberChange, Member> | undefined
  /** Puts a member into another team, or out of any. */
  readonly move?: Action<TeamMove, TeamMove> | undefined
  readonly remove?: Action<Member, Member> | undefined
  readonly transferOwnership?: Action<Transfer, Member> | undefined
  /** Somebody leaves: the host goes elsewhere. */
  readonly leave?: Action<Member, Member> | undefined
}

/** What is asked in a dialog, of the row as it was when the dialog opened: what changes behind it changes nothing in it. */
export interface Asked {
  readonly act: 'demote' | 'suspend' | 'remove' | 'transfer_ownership' | 'leave'
  readonly member: Member
  /** The role that somebody would give to themselves. */
  readonly role?: string
}

/** What can be done with the rows of a list of members. */
export type MemberActs = ReturnType<typeof useMemberActs>

/** Does what is done in a list of members, and remembers what is asked first. */
export function useMemberActs(organizationId: string, actions: MemberActions) {
  const { announce, translator } = useWidget()
  const { t } = translator
  const acts = useRowActs<Asked>(({ member }) => member.user_id)
  const { ask, run } = acts
  const updating = useUpdateMember(organizationId)
  const moving = useMoveToTeam(organizationId)
  const removing = useRemoveMember(organizationId)
  const transferring = useTransferOwnership(organizationId)
  const leavingOneself = useLeaveOrganization(organizationId)
  const { session } = useTenantry()
  const [leaving, setLeaving] = useState<readonly string[]>([])
  // Who asked for a removal: it is not done in the name of whoever signs in meanwhile.
  const askers = useRef(new Map<string, ReturnType<typeof emailOf>>())
  const keep = ({ user_id }: Member) => setLeaving((now) => now.filter((id) => id !== user_id))
  const name = (member: Member) => ({ name: nameOf(member) })

  return {
    ...acts,
    /** Who is about to be removed, as long as that can be taken back. */
    leaving,
    update: (member: Member, change: MemberChange['change']) =>
      run(member.user_id, {
        action: actions.update,
        input: { member, change },
        write: (input) => updating.mutateAsync(input).then((answer) => answer.member),
        said: t('members.changed', name(member)),
      }),
    move: (member: Member, team: TeamMove['team']) =>
      run(member.user_id, {
        action: actions.move,
        input: { member, team },
        write: (input) => moving.mutateAsync(input).then(() => input),
        said: t('members.changed', name(member)),
      }),
    /** Takes the row out of sight; `keep` brings it back, `remove` makes it so. */
    async hold(member: Member) {
      if (!(await isAllowed(actions.remove, member, session))) return
      askers.current.set(member.user_id, emailOf(session))
      setLeaving((now) => [...now, member.user_id])
      announce(t('members.removing', name(member)))
      ask(null)
    },
    keep,
    async remove(member: Member) {
      const [asker, now] = await Promise.all([askers.current.get(member.user_id), emailOf(session)])
      if (now !== undefined && now !== asker) return keep(member)
      await run(member.user_id, {
        action: actions.remove && { onAfter: actions.remove.onAfter },
        input: member,
        write: (input) => removing.mutateAsync(input).then(() => input),
        said: t('members.removed', name(member)),
      }).finally(() => keep(member))
    },
    transfer: (transfer: Transfer) =>
      run(transfer.member.user_id, {
        action: actions.transferOwnership,
        input: transfer,
        write: (input) => transferring.mutateAsync(input).then((answer) => answer.member),
        said: t('members.transferred', name(transfer.member)),
      }),
    leave: (member: Member) =>
      run(member.user_id, {
        action: actions.leave,
        input: member,
        write: (input) => leavingOneself.mutateAsync(undefined).then(() => input),
        said: t('members.left'),
      }),
  }
}
