import type { MessageKey } from '@tenantry/core/messages'
import { beforeEach, describe, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { expectNoFaults, expectNoInlineStyles } from '../../test/faults.ts'
import { acme } from '../../test/people.ts'
import { type Scene, scenes } from '../../test/scenes.ts'
import { say, show } from '../../test/show.tsx'
import '../styles.css'

const titles: Record<Exclude<Scene['name'], 'loading'>, MessageKey> = {
  offline: 'offline.title',
  'signed-out': 'signedOut.title',
  unverified: 'unverified.title',
  'invitation-signup': 'signup.title',
  'account-exists': 'accountExists.title',
  'invitation-unknown': 'unknown.title',
  'invitation-expired': 'expired.title',
  'invitation-used': 'used.title',
  'invitation-revoked': 'revoked.title',
  'wrong-account': 'wrongAccount.title',
  'invitation-review': 'review.title',
  'already-member': 'alreadyMember.title',
  'organization-full': 'full.title',
  invitations: 'invitations.title',
  'company-here': 'company.title',
  'join-requested': 'requested.title',
  'create-organization': 'create.title',
  'creation-disabled': 'disabled.title',
  'invite-people': 'invite.title',
  done: 'done.title',
}
const values = { organization: acme.name, count: 2 }

describe.each(scenes)('the state $name', (scene) => {
  test.each(['en', 'pl'] as const)('says its words in %s', async (locale) => {
    await show(scene, { locale })
    if (scene.name === 'loading') return
    await expect
      .element(page.getByRole('heading', { level: 1 }))
      .toHaveTextContent(say(locale, titles[scene.name], values))
    if (locale === 'pl') expectNoEnglish()
  })

  test.each(['light', 'dark'] as const)('has no accessibility fault in the %s theme', async (theme) => {
    await show(scene, { appearance: { theme } })
    await expectNoFaults()
    expectNoInlineStyles()
  })
})

const english = /\b(the|your|you|and|invitation|organization|try|again|account|please|with|sign|join|expires)\b/i

function expectNoEnglish() {
  const words = [...document.body.querySelectorAll<HTMLElement>('[data-tenantry-widget] *')].flatMap((element) => [
    ...[...element.childNodes].map((node) => (node instanceof Text ? node.data : '')),
    element.title,
    element.ariaLabel ?? '',
    element.getAttribute('placeholder') ?? '',
  ])
  expect(words.filter((text) => english.test(text))).toEqual([])
}

beforeEach(() => page.viewport(800, 900))
