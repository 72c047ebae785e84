import { TextField } from '../form/text-field.tsx'
import { Icon } from '../ui/icon.tsx'
import { useWidget } from '../ui/widget.tsx'
import { type SlugAvailability, useSlugAvailability } from './use-slug-availability.ts'

const SHOWN = 3

export interface SlugFieldProps {
  readonly label: string
  readonly value: string
  /** The name to make suggestions from. */
  readonly organization: string
  readonly prefix?: string | undefined
  /** The one that is kept unless another is chosen. */
  readonly own?: string
  readonly hint?: string | undefined
  readonly error?: string | undefined
  readonly onChange: (slug: string) => void
}

/** A slug, checked while it is typed: the answer in words, and free ones to take with a click. */
export function SlugField({ organization, own, onChange, ...field }: SlugFieldProps) {
  const availability = useSlugAvailability(field.value, organization, own)
  return (
    <>
      <TextField
        {...field}
        name="slug"
        autoCapitalize="none"
        spellCheck={false}
        autoComplete="off"
        status={<Availability availability={availability} slug={field.value.trim()} isSaid={Boolean(field.error)} />}
        onChange={onChange}
      />
      <Suggestions slugs={availability.suggestions} onChoose={onChange} />
    </>
  )
}

interface AvailabilityProps {
  readonly availability: SlugAvailability
  readonly slug: string
  /** Whether an error stands here already, which has the last word. */
  readonly isSaid: boolean
}

function Availability({ availability: { state }, slug, isSaid }: AvailabilityProps) {
  const { slot, translator } = useWidget()
  const { t } = translator
  const words = {
    empty: t('create.slugHint'),
    own: t('settings.own'),
    checking: t('slug.checking'),
    available: t('slug.available', { slug }),
    invalid: t('form.slug'),
    taken: t('slug.taken', { slug }),
    reserved: t('slug.reserved', { slug }),
    failed: t('slug.failed'),
  }
  return (
    <p className={slot('status')} role="status" data-state={state}>
      {!isSaid && <StateIcon state={state} />}
      {!isSaid && words[state]}
    </p>
  )
}

function StateIcon({ state }: { readonly state: SlugAvailability['state'] }) {
  const { slot } = useWidget()
  if (state === 'empty' || state === 'own') return null
  if (state === 'checking') return <span className={slot('spinner')} aria-hidden="true" />
  return <Icon name={state === 'available' ? 'check' : state === 'failed' ? 'info' : 'warning'} />
}

interface SuggestionsProps {
  readonly slugs: readonly string[]
  readonly onChoose: (slug: string) => void
}

function Suggestions({ slugs, onChoose }: SuggestionsProps) {
  const { slot, translator } = useWidget()
  if (slugs.length === 0) return null
  return (
    <fieldset className={slot('chips')}>
      <legend>{translator.t('slug.suggestions')}</legend>
      {slugs.slice(0, SHOWN).map((slug) => (
        <button
          key={slug}
          type="button"
          className={slot('chip')}
          aria-label={translator.t('slug.use', { slug })}
          onClick={() => onChoose(slug)}
        >
          {slug}
        </button>
      ))}
    </fieldset>
  )
}
