import type { ManagedInvitation } from '@tenantry/core'
import { useState } from 'react'
import type { Action } from '../actions/action.ts'
import { useRowActs } from '../actions/use-row-acts.ts'
import { useWidget } from '../ui/widget.tsx'
import { useInvitationLink, useResendInvitation, useRevokeInvitation } from './use-invitation-writes.ts'
import type { InviteAction } from './use-inviting.ts'

type RowAction = Action<ManagedInvitation, ManagedInvitation> | undefined

/** What a host is asked before, and told after, each act on an invitation. */
export interface InvitationActions {
  readonly invite?: InviteAction | undefined
  readonly resend?: RowAction
  readonly link?: RowAction
  readonly revoke?: RowAction
}

/** What is asked in a dialog, of the row as it was when the dialog opened. */
export interface AskedInvitation {
  readonly act: 'revoke' | 'link'
  readonly invitation: ManagedInvitation
}

export type InvitationActs = ReturnType<typeof useInvitationActs>

/** Does what is done in a list of invitations. */
export function useInvitationActs(actions: InvitationActions) {
  const { t } = useWidget().translator
  // Its own dialog stays open when a link could not be copied.
  const { run, errorOf, ask: forget } = useRowActs<never>((none) => none)
  const resending = useResendInvitation()
  const revoking = useRevokeInvitation()
  const linking = useInvitationLink()
  const [asked, setAsked] = useState<AskedInvitation | null>(null)
  // What has just been done is written at its row: nothing else there tells of a renewed link.
  const [news, setNews] = useState<{ readonly id: string; readonly text: string } | null>(null)

  function ask(next: AskedInvitation | null) {
    setAsked(next)
    forget(null)
    linking.reset()
  }

  /** Closes its dialog: that of another one may be open by now. */
  function close({ id }: ManagedInvitation) {
    setAsked((now) => (now?.invitation.id === id ? null : now))
  }

  async function act(invitation: ManagedInvitation, action: RowAction, write: () => Promise<string>) {
    let text = ''
    const isDone = await run(invitation.id, {
      action,
      input: invitation,
      write: async (input) => {
        text = await write()
        return input
      },
      said: () => text,
    })
    if (isDone) setNews({ id: invitation.id, text })
    return isDone && text
  }

  return {
    asked,
    ask,
    errorOf,
    newsOf: ({ id }: ManagedInvitation) => news?.id === id && news.text,
    isPending: revoking.isPending || linking.isPending,
    /** The new link, when it could not be copied. */
    link: linking.variables?.id === asked?.invitation.id ? linking.data : undefined,
    resend: (invitation: ManagedInvitation) =>
      act(invitation, actions.resend, async () => {
        await resending.mutateAsync(invitation)
        return t('sent.resent', invitation)
      }),
    revoke: async (invitation: ManagedInvitation) => {
      const isDone = await act(invitation, actions.revoke, async () => {
        await revoking.mutateAsync(invitation)
        return t('sent.revokedNow', invitation)
      })
      if (isDone) close(invitation)
    },
    /** Makes a link and copies it; where the browser does not let us, the dialog stays and shows it. */
    copy: async (invitation: ManagedInvitation) => {
      const isCopied = await act(invitation, actions.link, async () => {
        const { url } = await linking.mutateAsync(invitation)
        // A page without TLS has no clipboard at all.
        const copying = navigator.clipboard?.writeText(url).then(
          () => t('sent.linkCopied', invitation),
          () => '',
        )
        return copying ?? ''
      })
      if (!isCopied) return
      close(invitation)
      linking.reset()
    },
  }
}
