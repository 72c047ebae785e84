import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contract } from '../contract/contract.ts'
import { isDeclineReason, organizationFaults, signupFaults } from './faults.ts'

interface Issues {
  readonly success: boolean
  readonly error?: { readonly issues: readonly { readonly path: readonly PropertyKey[] }[] }
}

/** The fields that a schema of the contract refuses. */
function refused({ error }: Issues): PropertyKey[] {
  return [...new Set((error?.issues ?? []).flatMap(({ path }) => path))].sort()
}

const texts = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 6 }),
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.constantFrom(
    '',
    ' ',
    'A',
    'Acme',
    'acme-studio',
    '-acme',
    'PL',
    'pl',
    'XX',
    'example.com',
    'a b',
    'x'.repeat(101),
  ),
  fc.constantFrom('made-up-password', 'short', '🐢'.repeat(128), '🐢'.repeat(129), 'x'.repeat(501), '\ud800'),
)

describe('the faults of a form', () => {
  test('are those that the contract finds in a new organization', () => {
    const drafts = fc.record(
      {
        name: texts,
        slug: texts,
        google_domain: fc.option(texts),
        require_google_domain: fc.boolean(),
        country_code: fc.constantFrom('PL', ' pl', 'XX', '', 'PLN'),
      },
      { requiredKeys: ['name', 'slug'] },
    )
    fc.assert(
      fc.property(drafts, (draft) => {
        const found = refused(contract.organizations.create.body.safeParse(draft))
        // More than the contract at times: it compares fields only once each of them is right.
        expect(organizationFaults(draft)).toEqual(expect.arrayContaining(found))
        expect(organizationFaults(draft).length > 0).toBe(found.length > 0)
      }),
      { numRuns: 2000 },
    )
  })

  test('are those that the contract finds in a sign-up', () => {
    const drafts = fc.record(
      { full_name: texts, password: texts, confirmPassword: texts },
      { requiredKeys: ['password', 'confirmPassword'] },
    )
    fc.assert(
      fc.property(drafts, fc.boolean(), (draft, isRepeated) => {
        const form = isRepeated ? { ...draft, confirmPassword: draft.password } : draft
        const found = refused(contract.auth.signupWithInvitation.body.safeParse({ ...form, token: 'A'.repeat(43) }))
        expect(signupFaults(form).length > 0).toBe(found.length > 0)
        expect(signupFaults(form)).toEqual(expect.arrayContaining(found))
      }),
      { numRuns: 2000 },
    )
  })

  test('are those that the contract finds in a reason', () => {
    const schema = contract.invitations.decline.body
    fc.assert(
      fc.property(texts, (reason) => {
        const body = { invitation_id: '01900000-0000-7000-8000-000000000001', reason }
        expect(isDeclineReason(reason)).toBe(schema.safeParse(body).success)
      }),
    )
  })
})
