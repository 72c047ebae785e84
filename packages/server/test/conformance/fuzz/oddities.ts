/** What comes instead of an id in a path. */
export const pathValues = [
  ...['', 'not-an-id', '%00', '%20', '%E0%A4%A', '%ED%A0%80', '..%2f..%2fetc', '%27--', '*', 'x'.repeat(3000)],
  ...['__proto__', 'constructor', '-1', '0', '99999999999999999999'],
  ...['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff'],
]

/** What comes instead of the value of a query parameter, encoded as it stands in the address. */
export const queryValues = [
  ...[
    '',
    '%00',
    '%zz',
    '%ED%A0%80',
    '%20',
    '%27--',
    '%25_%5C',
    '%E2%80%AE',
    '[]',
    '%7B%7D',
    'null',
    'undefined',
    'true',
  ],
  ...['-1', '0', '1e3', '0x10', '1.5', 'NaN', 'Infinity', '99999999999999999999'],
  ...['x'.repeat(600), 'x'.repeat(5000), '%F0%9F%98%80'.repeat(60)],
]

/** Values of `Authorization` that are nobody's token. */
export const tokens = [
  ...[
    '',
    'Bearer',
    'Bearer ',
    'Basic YWRhOmFkYQ==',
    'Bearer a.b.c',
    'bearer x',
    'Bearer null',
    `Bearer ${'x'.repeat(9000)}`,
  ],
  // Unsigned: {"alg":"none"} and {"sub":"ada"}.
  ...['Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZGEifQ.', 'Bearer \u00e4'],
]

/** Values of `Idempotency-Key`, most of them none. */
export const keys = [
  ...[
    '',
    '""',
    ' ',
    'a b',
    '\u00e4',
    'x'.repeat(256),
    `"${'x'.repeat(256)}"`,
    '"',
    'x"y',
    'a\u00a0b',
    '"a key in quotes"',
  ],
]

/** Values of `Content-Type` that are not `application/json` in UTF-8. */
export const types = [
  ...['', 'text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'],
  ...['application/json; charset=utf-16', 'application/jsonp', 'application/json, text/plain', 'json', ';'],
]

/** Headers that are odd, and change nothing or little. */
export const odd: readonly (readonly [name: string, value: string])[] = [
  ['accept', 'text/html'],
  ['accept', 'nonsense'],
  ['accept-language', 'x'.repeat(5000)],
  ['accept-language', '*;q=9, \u00e4'],
  ['accept-encoding', 'br;q=1, nothing'],
  ['content-encoding', 'gzip'],
  ['cookie', 'a=b; '.repeat(500)],
  ['forwarded', 'for=10.0.0.1;host=evil.example'],
  ['host', 'evil.example'],
  ['origin', 'https://evil.example'],
  ['origin', 'null'],
  ['range', 'bytes=0-1'],
  ['if-none-match', '*'],
  ['sec-fetch-site', 'cross-site'],
  ['x-forwarded-for', "'; DROP TABLE users; --"],
  ['x-http-method-override', 'DELETE'],
  ['x-request-id', 'mine\u00e4'],
]

/** Methods, known to a path or not. */
export const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND', 'QUERY']

/** Bodies that are no JSON, or JSON that no endpoint takes, made of a valid one. */
export const texts: readonly (readonly [what: string, change: (body: string) => string | Uint8Array<ArrayBuffer>])[] = [
  ['nothing', () => ''],
  ['half a JSON', (body) => body.slice(0, -1)],
  ['JSON with a comma more', (body) => body.replace(/\}$/, ',}')],
  ['JSON in single quotes', (body) => body.replaceAll('"', "'")],
  ['JSON after a byte order mark', (body) => `\ufeff${body}`],
  ['JSON twice', (body) => body + body],
  ['a list around it', (body) => `[${body}]`],
  ['a text', () => '"text"'],
  ['null', () => 'null'],
  ['a number', () => '7'],
  ['NaN', () => 'NaN'],
  ['ten thousand lists', () => '['.repeat(10_000) + ']'.repeat(10_000)],
  ['nine thousand objects', () => `${'{"a":'.repeat(9000)}1${'}'.repeat(9000)}`],
  ['JSON with a deep value more', (body) => body.replace(/\}$/, `,"deep":${'['.repeat(5000)}${']'.repeat(5000)}}`)],
  ['JSON with a field twice', (body) => body.replace(/^\{"(\w+)":/, '{"$1":[],"$1":')],
  ['seventy thousand bytes', () => JSON.stringify({ padding: 'x'.repeat(70_000) })],
  ['six thousand keys', () => `{${Array.from({ length: 6000 }, (_, key) => `"k${key}":1`).join()}}`],
  ['bytes that are no UTF-8', () => new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])],
  ['NUL around it', (body) => `\0${body}\0`],
]
