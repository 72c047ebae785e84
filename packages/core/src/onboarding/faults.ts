import { canonicalCountry } from '../canonical/country.ts'
import { canonicalDomain } from '../canonical/domain.ts'
import { lengths } from '../canonical/lengths.ts'
import { isNewPassword } from '../canonical/password.ts'
import { canonicalSlug } from '../canonical/slug.ts'
import { canonicalText, fits, isPrintable, type Length } from '../canonical/text.ts'
import type { OrganizationDraft, SignupDraft } from './state.ts'

/** Names the fields of a new organization that the contract refuses, so that a form can tell before it asks. */
export function organizationFaults(draft: OrganizationDraft): readonly (keyof OrganizationDraft)[] {
  const { name, slug, google_domain = null, require_google_domain = false, country_code } = draft
  return namesOf({
    name: !isText(name, lengths.organizationName),
    slug: canonicalSlug(slug) === null,
    google_domain: google_domain === null ? require_google_domain : canonicalDomain(google_domain) === null,
    country_code: country_code !== undefined && canonicalCountry(country_code) === null,
  })
}

/** Names the fields of a sign-up by invitation that the contract refuses. */
export function signupFaults({ full_name, password, confirmPassword }: SignupDraft): readonly (keyof SignupDraft)[] {
  return namesOf({
    full_name: full_name !== undefined && !isText(full_name, lengths.fullName),
    password: !isNewPassword(password),
    confirmPassword: password !== confirmPassword,
  })
}

/** Tells whether the contract takes a name of a team. */
export function isTeamName(name: string): boolean {
  return isText(name, lengths.teamName)
}

/** Tells whether the contract takes a reason for declining. */
export function isDeclineReason(reason: string): boolean {
  return isText(reason, lengths.declineReason)
}

function isText(value: string, length: Length): boolean {
  const text = canonicalText(value)
  return isPrintable(text) && fits(text, length)
}

function namesOf<F extends string>(faults: Readonly<Record<F, boolean>>): F[] {
  return (Object.keys(faults) as F[]).filter((field) => faults[field])
}
