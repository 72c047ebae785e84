import { countryCodes } from '@tenantry/core'
import { useMemo } from 'react'
import { SelectField, type SelectFieldProps } from '../form/select-field.tsx'
import { useHydrated } from '../ui/use-hydrated.ts'
import { useWidget } from '../ui/widget.tsx'

/** A choice among all countries, named and sorted as the language of the widget does. */
export function CountryField(props: Pick<SelectFieldProps, 'label' | 'value' | 'error' | 'onChange'>) {
  const { translator } = useWidget()
  // What a server calls them, and how it sorts them, is not what every browser does: it writes the chosen one.
  const codes = useHydrated() ? countryCodes : [props.value]
  const options = useMemo(() => {
    const { compare } = new Intl.Collator(translator.locale)
    return codes
      .map((code) => ({ value: code, label: translator.countryName(code) }))
      .sort((one, other) => compare(one.label, other.label))
  }, [translator, codes])
  return <SelectField {...props} name="country_code" autoComplete="country" options={options} />
}
