import { canonicalLogoUrl, organizationFaults, type Problem, problemOf } from '@tenantry/core'
import { creating, domainField, fields, settings, settingsForm, starting } from '@tenantry/core/messages/en'
import { useState } from 'react'
import { CheckboxField } from '../form/checkbox-field.tsx'
import { Form, type WrongField } from '../form/form.tsx'
import { SelectField } from '../form/select-field.tsx'
import { TextField } from '../form/text-field.tsx'
import { useForm } from '../form/use-form.ts'
import { Button } from '../ui/button.tsx'
import { useWidget } from '../ui/widget.tsx'
import { CountryField } from './country-field.tsx'
import { withTakenSlug } from './create-organization-form.tsx'
import type { OrganizationAnswer, SettingsAnswer } from './queries.ts'
import { SlugField } from './slug-field.tsx'
import type { OrganizationChange, SettingsChange } from './use-organization-settings.ts'
import { useSettled } from './use-slug-availability.ts'

/** What somebody changed, and nothing else. */
export interface SettingsEdit {
  readonly organization: OrganizationChange
  readonly settings: SettingsChange
}

export interface OrganizationFormProps extends SettingsAnswer {
  readonly organization: OrganizationAnswer['organization']
  readonly slugPrefix: string | undefined
  /** Answers true when all of it was saved; what it throws is said. */
  readonly onSave: (edit: SettingsEdit) => Promise<boolean>
}

const ofSettings = ['require_google_domain', 'locale'] as const

/** The form of what an organization is called and how it works; it sends what was changed, and keeps that when it fails. */
function OrganizationForm({ organization, settings, locales, slugPrefix, onSave }: OrganizationFormProps) {
  const { slot, translator } = useWidget()
  const { t } = translator
  const [problem, setProblem] = useState<Problem | null>(null)
  const [pending, setPending] = useState(false)
  const { values, wrong, changed, ...form } = useForm({
    initial: {
      name: organization.name,
      slug: organization.slug,
      country_code: organization.country_code,
      google_domain: organization.google_domain ?? '',
      require_google_domain: settings.require_google_domain,
      logo_url: organization.logo_url ?? '',
      locale: settings.locale,
    },
    faultsOf: ({ google_domain, logo_url, ...held }) => [
      ...organizationFaults({ ...held, google_domain: google_domain.trim() || null }),
      ...(logo_url.trim() && !canonicalLogoUrl(logo_url) ? ['logo_url'] : []),
    ],
    problem,
  })
  type Field = keyof typeof values
  const labels: Readonly<Record<Field, string>> = {
    name: t('create.name'),
    slug: t('create.slug'),
    country_code: t('create.country'),
    google_domain: t('create.more'),
    require_google_domain: t('create.requireDomain'),
    logo_url: t('settings.logo'),
    locale: t('settings.language'),
  }
  const fault = (field: Exclude<Field, 'require_google_domain' | 'locale'>) => {
    if (!wrong.includes(field)) return undefined
    return field === 'logo_url' ? t('settings.logoFault') : t(`form.${field}`)
  }

  async function save() {
    if (pending || !form.check()) return
    const sent = (names: (field: Field) => boolean) =>
      Object.fromEntries(changed.filter(names).map((field) => [field, sentAs(values[field])]))
    const isOfSettings = (field: Field) => ofSettings.some((name) => name === field)
    setPending(true)
    try {
      if (await onSave({ organization: sent((field) => !isOfSettings(field)), settings: sent(isOfSettings) }))
        form.saved(values)
      setProblem(null)
    } catch (error) {
      setProblem(withTakenSlug(problemOf(error)))
    }
    setPending(false)
  }

  const text = (name: 'name' | 'google_domain' | 'logo_url') => ({
    name,
    label: labels[name],
    value: values[name],
    error: fault(name),
    onChange: (value: string) => form.set({ [name]: value }),
  })
  return (
    <Form
      formRef={form.ref}
      problem={problem}
      wrong={wrong
        .filter((name) => name !== 'require_google_domain')
        .map((name): WrongField => ({ name, label: labels[name] }))}
      onSubmit={save}
    >
      <TextField {...text('name')} autoComplete="organization" maxLength={200} />
      <SlugField
        label={labels.slug}
        value={values.slug}
        organization={values.name}
        own={organization.slug}
        prefix={slugPrefix}
        error={
          problem?.code === 'ORGANIZATION_EXISTS' && wrong.includes('slug')
            ? t('errors.ORGANIZATION_EXISTS')
            : fault('slug')
        }
        hint={changed.includes('slug') ? t('settings.slugWarning') : undefined}
        onChange={(slug) => form.set({ slug })}
      />
      <CountryField
        label={labels.country_code}
        value={values.country_code}
        error={fault('country_code')}
        onChange={(country_code) => form.set({ country_code })}
      />
      <SelectField
        name="locale"
        label={labels.locale}
        value={values.locale}
        options={locales.map((value) => ({ value, label: translator.languageName(value) }))}
        onChange={(locale) => form.set({ locale })}
      />
      <TextField {...text('logo_url')} hint={t('settings.logoHint')} inputMode="url" spellCheck={false} optional />
      <Logo address={values.logo_url} />
      <TextField {...text('google_domain')} hint={t('create.domainHint')} inputMode="url" spellCheck={false} optional />
      <CheckboxField
        name="require_google_domain"
        label={labels.require_google_domain}
        checked={values.require_google_domain}
        onChange={(require_google_domain) => form.set({ require_google_domain })}
      />
      {changed.length > 0 && (
        <div className={slot('sectionActions')}>
          <Button kind="primary" type="submit" pending={pending}>
            {t('settings.save')}
          </Button>
          <Button blocked={pending} onClick={form.reset}>
            {t('confirm.cancel')}
          </Button>
        </div>
      )}
    </Form>
  )
}

/** Shows the picture behind an address, a moment after the typing stopped. */
function Logo({ address }: { readonly address: string }) {
  const { slot, translator } = useWidget()
  const settled = useSettled(canonicalLogoUrl(address) ?? '')
  const [failed, setFailed] = useState('')
  if (!settled) return null
  if (failed === settled) return <p className={slot('hint')}>{translator.t('settings.logoFailed')}</p>
  return (
    <img
      className={slot('preview')}
      src={settled}
      alt=""
      referrerPolicy="no-referrer"
      onError={() => setFailed(settled)}
    />
  )
}

// An emptied field is one without a value.
function sentAs(value: string | boolean) {
  return typeof value === 'string' ? value.trim() || null : value
}

/** The part with its words. */
export const organizationForm = {
  Part: OrganizationForm,
  words: [fields, starting, creating, domainField, settings, settingsForm],
}
