import type { Translator } from '@tenantry/core/messages'
import type { Hand } from './hand.ts'
import { ANYTHING, named } from './names.ts'
import type { FoundOn, Screen } from './screen.ts'

/** A new organization. */
export interface Founded {
  readonly name: string
  /** @default what the form makes of the name */
  readonly slug?: string
  /** An ISO 3166-1 alpha-2 code. @default the one that the form begins with */
  readonly country?: string
}

/** What a person does with organizations. */
export interface OrganizationTesters<S extends Screen> {
  /** The button that opens the switcher. */
  switcher(): FoundOn<S>
  /** Works in another organization from then on. @throws Error when the person does not belong to it */
  switchOrganization(name: string): Promise<void>
  /** Fills the form of a new organization, and sends it. @throws Error when it is not there */
  createOrganization(organization: Founded): Promise<void>
  /** Goes on without inviting anybody. @throws Error when it is not on offer */
  skipInviting(): Promise<void>
}

export function organizationTesters<S extends Screen>(hand: Hand<S>, translator: Translator): OrganizationTesters<S> {
  const { t, countryName } = translator
  const states = [t('organizations.switch', { organization: ANYTHING }), t('organizations.choose')]
  // Behind it stands how many more wait.
  const button = { ...named(...states, ...states.map((state) => `${state}. ${ANYTHING}`)), words: states[1] ?? '' }

  return {
    switcher: () => hand.find('button', button),
    async switchOrganization(name) {
      await hand.press('button', button)
      const dialog = hand.find('dialog', named(t('organizations.title')))
      // Behind it stand the role and the marks.
      await hand.press('button', { ...named(name, `${name} ${ANYTHING}`), words: name }, dialog)
    },
    async createOrganization({ name, slug, country }) {
      await hand.fill(named(t('create.name')), name)
      if (slug) await hand.fill(named(t('create.slug')), slug)
      if (country) await hand.choose(named(t('create.country')), countryName(country))
      await hand.press('button', named(t('create.submit')))
    },
    skipInviting: () => hand.press('button', named(t('invite.skip'))),
  }
}
