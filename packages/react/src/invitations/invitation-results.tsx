import type { InvitationResult } from '@tenantry/core'
import { Icon } from '../ui/icon.tsx'
import { useWidget } from '../ui/widget.tsx'

/** What became of each recipient, in the order they were written. */
export function InvitationResults({ results }: { readonly results: readonly InvitationResult[] }) {
  const { slot, translator } = useWidget()
  if (results.length === 0) return null
  return (
    <ul className={slot('list')} aria-label={translator.t('invite.results')} data-dense="">
      {results.map(({ email, status, code = 'VALIDATION_FAILED' }) => (
        <li className={slot('row')} key={email} data-status={status}>
          <Icon name={status === 'invited' ? 'check' : 'warning'} />
          <div className={slot('rowBody')}>
            <span className={slot('rowName')}>
              <bdi>{email}</bdi>
            </span>
            <span className={slot('rowText')}>
              {translator.t(status === 'invited' ? 'invite.invited' : `invite.${code}`)}
            </span>
          </div>
        </li>
      ))}
    </ul>
  )
}
