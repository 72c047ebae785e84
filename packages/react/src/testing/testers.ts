import { createTranslator, type Translator } from '@tenantry/core/messages'
import { en } from '@tenantry/core/messages/en'
import { createHand } from './hand.ts'
import { type InvitationTesters, invitationTesters } from './invitations.ts'
import { type MemberTesters, memberTesters } from './members.ts'
import { type OrganizationTesters, organizationTesters } from './organizations.ts'
import type { Screen } from './screen.ts'

/** In which words a person finds things on the screen. */
export interface TestersOptions {
  /** The words of the screen, with the host's own. @default those of English */
  readonly translator?: Translator
}

/** What a person does with the widgets. Each act finds things by role and name alone, and fails in words when one is not there. */
export type Testers<S extends Screen = Screen> = MemberTesters<S> & InvitationTesters<S> & OrganizationTesters<S>

/** Makes the acts of a person for the tests of a host, on a screen of Playwright, Vitest or Testing Library. */
export function createTesters<S extends Screen>(screen: S, options: TestersOptions = {}): Testers<S> {
  const { translator = createTranslator('en', en) } = options
  const hand = createHand(screen)
  return {
    ...memberTesters(hand, translator),
    ...invitationTesters(hand, translator),
    ...organizationTesters(hand, translator),
  }
}
