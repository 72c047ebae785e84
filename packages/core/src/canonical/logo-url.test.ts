import { expect, test } from 'vitest'
import { canonicalLogoUrl } from './logo-url.ts'

test.each([
  ['https://example.com/logo.png', 'https://example.com/logo.png'],
  [' HTTPS://CDN.Example.com:443/Logo.png?v=2 ', 'https://cdn.example.com/Logo.png?v=2'],
  ['https://żubr.example/żubr.svg', 'https://xn--ubr-22a.example/%C5%BCubr.svg'],
])('takes %s', (value, address) => {
  expect(canonicalLogoUrl(value)).toBe(address)
})

test.each([
  '',
  'logo.png',
  '//example.com/logo.png',
  'http://example.com/logo.png',
  'data:image/png;base64,iVBORw0KGgo=',
  'javascript:alert(1)',
  'blob:https://example.com/1',
  'https://ada:made-up@example.com/logo.png',
  'https://example.com:8443/logo.png',
  'https://localhost/logo.png',
  'https://127.0.0.1/logo.png',
  'https://2130706433/logo.png',
  'https://0x7f.1/logo.png',
  'https://[::1]/logo.png',
  'https://169.254.169.254/latest/meta-data',
  'https://printer.local/logo.png',
  'https://vault.internal/logo.png',
  'https://app.localhost/logo.png',
  'https://router.home.arpa/logo.png',
  'https://vault.internal./logo.png',
  `https://example.com/${'x'.repeat(2048)}`,
  `https://example.com/${'ż'.repeat(1000)}`,
])('refuses %s', (value) => {
  expect(canonicalLogoUrl(value)).toBeNull()
})
