import type { Translator } from '@tenantry/core/messages'
import type { Hand } from './hand.ts'
import { ANYTHING, holding, named } from './names.ts'
import type { FoundOn, Screen } from './screen.ts'

/** What a person does in the list of members. */
export interface MemberTesters<S extends Screen> {
  /** The row of a member, found by name or e-mail address. Where two share a name, only the address tells them apart. */
  memberRow(nameOrEmail: string): FoundOn<S>
  /** Gives a member another role, by its key. @throws Error when the member is not there, or the caller may not */
  changeRole(name: string, role: string): Promise<void>
  /** Removes a member, and confirms it. The server is asked once the time to undo is over. @throws Error when it is not on offer */
  removeMember(name: string): Promise<void>
  /** Takes back the removal that was begun. @throws Error when none was */
  undoRemoval(): Promise<void>
  /** Suspends a member, and confirms it. @throws Error when it is not on offer */
  suspendMember(name: string): Promise<void>
  /** Gives a suspended member access again. @throws Error when it is not on offer */
  reactivateMember(name: string): Promise<void>
  /** Makes a member the owner, and steps down. @throws Error when it is not on offer */
  transferOwnership(name: string): Promise<void>
}

export function memberTesters<S extends Screen>(hand: Hand<S>, { t, roleName }: Translator): MemberTesters<S> {
  async function open(name: string, act: 'remove' | 'suspend' | 'reactivate' | 'transfer') {
    await hand.press('button', named(t('members.actionsFor', { name })))
    await hand.press('menuitem', named(t(`members.${act}`)))
  }

  async function confirm(name: string, act: 'remove' | 'suspend' | 'transfer') {
    await open(name, act)
    const dialog = hand.find('dialog', named(t(`members.${act}Title`, { name, organization: ANYTHING })))
    await hand.press('button', named(t(`members.${act}`)), dialog)
  }

  return {
    memberRow: (nameOrEmail) => hand.find('row', holding(nameOrEmail)),
    changeRole: (name, role) => hand.choose(named(t('members.roleOf', { name })), roleName(role)),
    removeMember: (name) => confirm(name, 'remove'),
    undoRemoval: () => hand.press('button', named(t('confirm.undo'))),
    suspendMember: (name) => confirm(name, 'suspend'),
    reactivateMember: (name) => open(name, 'reactivate'),
    transferOwnership: (name) => confirm(name, 'transfer'),
  }
}
