import { Icon } from '../ui/icon.tsx'
import { useWidget } from '../ui/widget.tsx'
import { Field, type FieldProps } from './field.tsx'

export interface PasswordFieldProps extends Omit<FieldProps, 'children' | 'optional' | 'status'> {
  readonly name: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly isShown: boolean
  /** Offers to show the password; without it the field follows another one. */
  readonly onToggle?: () => void
}

/** A new password, hidden until its owner wants to see it. */
export function PasswordField({ name, value, onChange, isShown, onToggle, label, hint, error }: PasswordFieldProps) {
  const { slot, translator } = useWidget()
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <div className={slot('inputGroup')}>
          <input
            {...control}
            className={slot('input')}
            type={isShown ? 'text' : 'password'}
            name={name}
            value={value}
            autoComplete="new-password"
            autoCapitalize="none"
            spellCheck={false}
            required
            onChange={(event) => onChange(event.target.value)}
          />
          {onToggle && (
            <button
              type="button"
              className={slot('iconButton')}
              aria-label={translator.t(isShown ? 'form.hidePassword' : 'form.showPassword')}
              aria-controls={control.id}
              onClick={onToggle}
            >
              <Icon name={isShown ? 'eyeOff' : 'eye'} />
            </button>
          )}
        </div>
      )}
    </Field>
  )
}
