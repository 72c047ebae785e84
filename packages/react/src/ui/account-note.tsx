import { useWidget } from './widget.tsx'

export interface AccountNoteProps {
  readonly email: string
  readonly onSignOut?: (() => void) | undefined
}

/** Says at the foot of a card who is signed in, with the way out. */
export function AccountNote({ email, onSignOut }: AccountNoteProps) {
  const { slot, translator } = useWidget()
  return (
    <>
      <span className={slot('account')}>
        {translator.parts('common.signedInAs', { email: <bdi key="email">{email}</bdi> })}
      </span>
      {onSignOut && (
        <button type="button" className={slot('button', 'buttonQuiet')} onClick={onSignOut}>
          {translator.t('common.signOut')}
        </button>
      )}
    </>
  )
}
