import { useQueryClient } from '@tanstack/react-query'
import { type OrganizationDraft, organizationFaults, type Problem, slugify } from '@tenantry/core'
import { useEffect, useMemo, useState } from 'react'
import { CheckboxField } from '../form/checkbox-field.tsx'
import { Form, type WrongField } from '../form/form.tsx'
import { TextField } from '../form/text-field.tsx'
import { useForm } from '../form/use-form.ts'
import { tenantryKeys } from '../query/keys.ts'
import { Button } from '../ui/button.tsx'
import { Actions } from '../ui/card.tsx'
import { useWidget } from '../ui/widget.tsx'
import { CountryField } from './country-field.tsx'
import { SlugField } from './slug-field.tsx'

export interface CreateOrganizationFormProps {
  readonly draft?: OrganizationDraft | null
  readonly submitting: boolean
  readonly problem: Problem | null
  readonly defaultCountry?: string | undefined
  /** Stands before the slug in its field, such as `app.example.com/`. */
  readonly slugPrefix?: string | undefined
  readonly onSubmit: (draft: OrganizationDraft) => unknown
}

/** The form of a new organization; the slug follows the name until somebody edits it. */
export function CreateOrganizationForm(props: CreateOrganizationFormProps) {
  const { draft = null, submitting, problem, defaultCountry, slugPrefix, onSubmit } = props
  const { slot, translator } = useWidget()
  const { t } = translator
  const [isFollowing, setIsFollowing] = useState(draft === null)
  const [isOpen, setIsOpen] = useState(Boolean(draft?.google_domain))
  const form = useForm({
    initial: initialOf(draft, defaultCountry ?? countryOf(translator.locale)),
    faultsOf: (held) => organizationFaults(toBody(held)),
    problem: useMemo(() => withTakenSlug(problem), [problem]),
  })
  const { values, wrong } = form
  useAskingAnew(problem)
  const errorOf = (field: (typeof wrong)[number]) =>
    wrong.includes(field) && field !== 'require_google_domain' ? t(`form.${field}`) : undefined
  const labels = {
    name: t('create.name'),
    slug: t('create.slug'),
    country_code: t('create.country'),
    google_domain: t('create.domain'),
  }

  return (
    <Form
      formRef={form.ref}
      problem={problem?.code === 'ORGANIZATION_EXISTS' ? null : problem}
      wrong={wrong.filter(isLabelled).map((name): WrongField => ({ name, label: labels[name] }))}
      onSubmit={() => {
        if (!submitting && form.check()) onSubmit(toBody(values))
      }}
    >
      <TextField
        name="name"
        label={labels.name}
        value={values.name}
        error={errorOf('name')}
        autoComplete="organization"
        maxLength={200}
        onChange={(name) => form.set(isFollowing ? { name, slug: name.trim() && slugify(name) } : { name })}
      />
      <SlugField
        label={labels.slug}
        value={values.slug}
        organization={values.name}
        prefix={slugPrefix}
        error={
          problem?.code === 'ORGANIZATION_EXISTS' && wrong.includes('slug')
            ? t('errors.ORGANIZATION_EXISTS')
            : errorOf('slug')
        }
        onChange={(slug) => {
          // An emptied field follows the name again.
          setIsFollowing(slug === '')
          form.set({ slug })
        }}
      />
      <CountryField
        label={labels.country_code}
        value={values.country_code}
        error={errorOf('country_code')}
        onChange={(country_code) => form.set({ country_code })}
      />
      <details className={slot('details')} open={isOpen} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
        <summary className={slot('summary')}>{t('create.more')}</summary>
        <TextField
          name="google_domain"
          label={labels.google_domain}
          hint={t('create.domainHint')}
          value={values.google_domain}
          error={errorOf('google_domain')}
          autoCapitalize="none"
          inputMode="url"
          spellCheck={false}
          optional
          onChange={(google_domain) => form.set({ google_domain })}
        />
        <CheckboxField
          name="require_google_domain"
          label={t('create.requireDomain')}
          checked={values.require_google_domain}
          onChange={(require_google_domain) => {
            // What is no longer required is no longer missing.
            const { google_domain } = values
            form.set(require_google_domain ? { require_google_domain } : { require_google_domain, google_domain })
          }}
        />
      </details>
      <Actions>
        <Button kind="primary" type="submit" pending={submitting}>
          {t(submitting ? 'create.submitting' : 'create.submit')}
        </Button>
      </Actions>
    </Form>
  )
}

/** Once a slug turns out to be taken, what was known of it is old, and others are wanted. */
function useAskingAnew(problem: Problem | null) {
  const queryClient = useQueryClient()
  useEffect(() => {
    if (problem?.code !== 'ORGANIZATION_EXISTS') return
    void queryClient.invalidateQueries({ queryKey: tenantryKeys.slugAvailability })
  }, [problem, queryClient])
}

interface Values {
  readonly name: string
  readonly slug: string
  readonly country_code: string
  readonly google_domain: string
  readonly require_google_domain: boolean
}

function initialOf(draft: OrganizationDraft | null, country: string): Values {
  return {
    name: draft?.name ?? '',
    slug: draft?.slug ?? '',
    country_code: draft?.country_code ?? country,
    google_domain: draft?.google_domain ?? '',
    require_google_domain: draft?.require_google_domain ?? false,
  }
}

function toBody({ google_domain, ...values }: Values): OrganizationDraft {
  return { ...values, google_domain: google_domain.trim() || null }
}

function isLabelled(field: keyof Values): field is Exclude<keyof Values, 'require_google_domain'> {
  return field !== 'require_google_domain'
}

function countryOf(locale: string): string {
  return new Intl.Locale(locale).maximize().region ?? 'PL'
}

/** A taken slug is a fault of one field, as a validation is. */
export function withTakenSlug(problem: Problem | null): Problem | null {
  if (problem?.code !== 'ORGANIZATION_EXISTS') return problem
  return { ...problem, issues: [{ path: ['slug'], message: '' }] }
}
