import type { InvitationResult } from '@tenantry/core'
import { Icon } from '../ui/icon.tsx'
import { useWidget } from '../ui/widget.tsx'

// More than these are counted, and named for whoever opens the list.
const FEW = 5

/** What became of each recipient, in the order they were written. */
export function InvitationResults({ results }: { readonly results: readonly InvitationResult[] }) {
  const { slot, translator } = useWidget()
  const { t } = translator
  const sent = results.filter(({ status }) => status === 'invited')
  if (results.length === 0) return null
  if (sent.length <= FEW) return <Results results={results} />
  const others = results.filter((result) => !sent.includes(result))
  return (
    <>
      {others.length > 0 && <Results results={others} />}
      <details className={slot('details')}>
        <summary className={slot('summary')}>{t('invite.sent', { count: sent.length })}</summary>
        <Results results={sent} />
      </details>
    </>
  )
}

function Results({ results }: { readonly results: readonly InvitationResult[] }) {
  const { slot, translator } = useWidget()
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
