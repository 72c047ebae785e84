import { expect, test } from 'vitest'
import { linkOf } from './link-token.ts'

test.each([
  ['https://app.example.com/onboarding?token=abc', 'https://app.example.com/onboarding'],
  ['https://app.example.com/onboarding?a=1&token=abc&b=2#part', 'https://app.example.com/onboarding?a=1&b=2#part'],
  ['https://app.example.com/onboarding#token=abc', 'https://app.example.com/onboarding'],
  ['https://app.example.com/onboarding#token=abc&a=1', 'https://app.example.com/onboarding#a=1'],
  ['https://app.example.com/#/onboarding?token=abc', 'https://app.example.com/#/onboarding'],
  ['https://app.example.com/#/onboarding?a=1&token=abc', 'https://app.example.com/#/onboarding?a=1'],
])('takes the token out of %s', (address, href) => {
  expect(linkOf(address)).toEqual({ token: 'abc', href })
})

test.each([
  'https://app.example.com/onboarding',
  'https://app.example.com/onboarding?token=',
  'https://app.example.com/onboarding#token',
  'https://app.example.com/onboarding#/token=abc',
])('finds none in %s', (address) => {
  expect(linkOf(address)).toBeNull()
})
