import type { InvitationPreview } from '@tenantry/core'
import { type Fact, Facts } from '../ui/facts.tsx'
import { Day } from '../ui/moment.tsx'
import { nameOf } from '../ui/person.tsx'
import { useWidget } from '../ui/widget.tsx'

/** Names who sent an invitation, by the address where no name is known. */
export function inviterOf({ invited_by }: InvitationPreview): string {
  return nameOf(invited_by)
}

/** What an invitation offers, and until when. */
export function InvitationFacts({ invitation }: { readonly invitation: InvitationPreview }) {
  const { translator } = useWidget()
  const facts: Fact[] = [{ name: translator.t('invitation.role'), value: translator.roleName(invitation.role) }]
  if (invitation.team) facts.push({ name: translator.t('invitation.team'), value: <bdi>{invitation.team.name}</bdi> })
  facts.push({ name: translator.t('invitation.until'), value: <Day at={invitation.expires_at} /> })
  return <Facts facts={facts} />
}
