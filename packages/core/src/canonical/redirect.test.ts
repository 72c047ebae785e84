import { describe, expect, it } from 'vitest'
import { safeRedirect } from './redirect.ts'

const PUBLIC_URL = 'https://app.example.com'
const FALLBACK = 'https://app.example.com/onboarding'
const redirect = (value: string | null | undefined) => safeRedirect(value, PUBLIC_URL, '/onboarding')

// Where a browser ends up, both with the whole address and with a careless reading of it as a path.
function origins(address: string): string[] {
  const { href, pathname } = new URL(address)
  return [new URL(href).origin, new URL(pathname, PUBLIC_URL).origin]
}

describe('stays on the site', () => {
  it.each([
    ['a path', '/teams', '/teams'],
    ['a path with query and fragment', '/teams?page=2#top', '/teams?page=2#top'],
    ['a relative path', 'teams', '/teams'],
    ['a query alone', '?page=2', '/?page=2'],
    ['dots that climb no higher than the root', '/../../teams', '/teams'],
    ['an absolute address of the site', 'https://app.example.com/teams', '/teams'],
    ['an absolute address in capitals', 'HTTPS://APP.EXAMPLE.COM/Teams', '/Teams'],
    ['the default port by name', 'https://app.example.com:443/teams', '/teams'],
    ['the same host without its scheme', '//app.example.com/teams', '/teams'],
    ['the scheme without its slashes', 'https:teams', '/teams'],
    ['spaces around', '  /teams  ', '/teams'],
    ['letters outside ASCII', '/zespół', '/zesp%C3%B3%C5%82'],
    ['another address inside the query', '/login?next=https://evil.example', '/login?next=https://evil.example'],
    ['an at sign in the path', '/@evil.example', '/@evil.example'],
    ['a host as a path', 'evil.example', '/evil.example'],
    ['a host behind a dot', '/.evil.example', '/.evil.example'],
  ])('keeps %s', (_, value, path) => {
    expect(redirect(value)).toBe(`${PUBLIC_URL}${path}`)
    expect(origins(redirect(value))).toEqual([PUBLIC_URL, PUBLIC_URL])
  })
})

describe('tricks', () => {
  it.each([
    ['another site', 'https://evil.example'],
    ['another host without a scheme', '//evil.example'],
    ['three slashes', '///evil.example'],
    ['four slashes', '////evil.example/x'],
    ['two slashes after the scheme and more', 'https:////evil.example'],
    ['one slash after the scheme of another origin', 'http:/evil.example'],
    ['no slash after the scheme of another origin', 'http:evil.example'],
    ['a backslash first', '\\\\evil.example'],
    ['a slash and a backslash', '/\\evil.example'],
    ['a backslash and a slash', '\\/evil.example'],
    ['backslashes after the scheme', 'https:\\\\evil.example'],
    ['a tab between the slashes', '/\t/evil.example'],
    ['a line feed between the slashes', '/\n/evil.example'],
    ['a carriage return between the slashes', '/\r/evil.example'],
    ['a tab before a backslash', '/\t\\evil.example'],
    ['a space first', ' //evil.example'],
    ['a control character first', '\u0001//evil.example'],
    ['NUL first', '\0//evil.example'],
    ['a dot segment', '/.//evil.example'],
    ['two dots', '/..//evil.example'],
    ['two dots after a segment', '/x/..//evil.example'],
    ['encoded dots', '/%2e//evil.example'],
    ['encoded double dots', '/x/%2E%2e//evil.example'],
    ['a dot segment and a backslash', '/.\\/evil.example'],
    ['a relative dot segment', './/evil.example'],
    ['an encoded slash', '/%2fevil.example'],
    ['an encoded tab between slashes', '/%09/evil.example'],
    ['two encoded slashes', '/%2F%2Fevil.example'],
    ['an encoded backslash', '/%5cevil.example'],
    ['an encoded backslash without a slash', '%5cevil.example'],
    ['the site and two slashes', 'https://app.example.com//evil.example'],
    ['the site as the user', 'https://app.example.com@evil.example'],
    ['the site as user and password', 'https://app.example.com:443@evil.example/'],
    ['the site and a backslash as the user', 'https://evil.example\\@app.example.com'],
    ['another host as the user', 'https://evil.example@app.example.com/'],
    ['a user and a password', 'https://user:password@app.example.com/'],
    ['the site as a subdomain', 'https://app.example.com.evil.example'],
    ['the site as a suffix', 'https://evilapp.example.com'],
    ['the site as a path', 'https://evil.example/app.example.com'],
    ['the site as a fragment', 'https://evil.example#app.example.com'],
    ['the site as a query', 'https://evil.example?app.example.com'],
    ['a subdomain of the site', 'https://x.app.example.com'],
    ['the parent domain', 'https://example.com'],
    ['a trailing dot', 'https://app.example.com./'],
    ['another port', 'https://app.example.com:8443/'],
    ['plain http', 'http://app.example.com/'],
    ['a web socket', 'wss://app.example.com/'],
    ['ftp', 'ftp://app.example.com/'],
    ['a script', 'javascript:alert(1)'],
    ['a script in mixed case', 'JaVaScRiPt:alert(1)'],
    ['a script broken by a tab', 'java\tscript:alert(1)'],
    ['a script broken by a line feed', 'java\nscript:alert(1)'],
    ['a script after a control character', '\u0001javascript:alert(1)'],
    ['a script dressed as an address', 'javascript://app.example.com/%0aalert(1)'],
    ['a data address', 'data:text/html,<script>alert(1)</script>'],
    ['a vbscript address', 'vbscript:msgbox(1)'],
    ['a file', 'file:///etc/passwd'],
    ['a blob of the site', 'blob:https://app.example.com/0b8c'],
    ['a blob of another site', 'blob:https://evil.example/0b8c'],
    ['a filesystem address of the site', 'filesystem:https://app.example.com/temporary/x'],
    ['a blank page', 'about:blank'],
    ['a source view', 'view-source:https://app.example.com'],
    ['an unknown scheme', 'evil:app.example.com'],
    ['an app link', 'intent://evil.example#Intent;scheme=https;end'],
    ['an ideographic dot in another host', '//evil\u3002example'],
    ['a full-width dot in another host', '//evil．example'],
    ['a letter-like sign that holds a slash', 'https://evil.example℀.app.example.com'],
    ['a full-width letter in another host', '//ｅvil.example'],
    ['a look-alike letter', 'https://\u0430pp.example.com'],
    ['a port that is none', 'https://app.example.com:99999/'],
    ['a host that is none', 'https://[evil/'],
    ['a scheme alone', 'https://'],
    ['2049 characters', `/${'x'.repeat(2048)}`],
    ['50 kB of slashes', '/'.repeat(50_000)],
    ['nothing', ''],
    ['spaces alone', ' \t '],
    ['null', null],
    ['undefined', undefined],
  ])('sends %s to the fallback', (_, value) => {
    expect(redirect(value)).toBe(FALLBACK)
    expect(origins(redirect(value))).toEqual([PUBLIC_URL, PUBLIC_URL])
  })

  it.each([
    ['a full-width slash', '/／evil.example', '/%EF%BC%8Fevil.example'],
    ['a division slash', '/\u2215evil.example', '/%E2%88%95evil.example'],
    ['a full-width backslash', '/＼evil.example', '/%EF%BC%BCevil.example'],
    ['a double encoded slash', '/%252fevil.example', '/%252fevil.example'],
    ['NUL inside', '/te\0ams', '/te%00ams'],
    ['a header after a line break', '/teams\r\nSet-Cookie: a=b', '/teamsSet-Cookie:%20a=b'],
    ['a lone surrogate', '/\ud800', '/%EF%BF%BD'],
    ['a percent sign alone', '/100%?q=%&r=%2', '/100%25?q=%25&r=%252'],
    ['what no URI may hold', '/a|b?c[0]=^`{}#d#e[f]', '/a%7Cb?c%5B0%5D=%5E%60%7B%7D#d%23e%5Bf%5D'],
  ])('makes %s harmless', (_, value, path) => {
    expect(redirect(value)).toBe(`${PUBLIC_URL}${path}`)
    expect(origins(redirect(value))).toEqual([PUBLIC_URL, PUBLIC_URL])
  })
})

describe('the public address', () => {
  it('may be a local one with a port', () => {
    expect(safeRedirect('/a', 'http://localhost:3000', '/')).toBe('http://localhost:3000/a')
    expect(safeRedirect('http://localhost:4000/a', 'http://localhost:3000', '/')).toBe('http://localhost:3000/')
  })

  it('may have a path, to which relative addresses belong', () => {
    expect(safeRedirect('teams', 'https://example.com/app/', '/app/')).toBe('https://example.com/app/teams')
  })

  it('takes a fallback that is absolute', () => {
    expect(safeRedirect(null, PUBLIC_URL, FALLBACK)).toBe(FALLBACK)
  })

  it('is configuration, so a broken one throws', () => {
    expect(() => safeRedirect('/a', 'app.example.com', '/')).toThrow(TypeError)
  })
})
