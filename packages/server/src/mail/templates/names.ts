const maxLength = 100

// Line breaks and other control characters, and the marks that turn the direction of the text after them.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must go.
const unsafe = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g

const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u

/** Makes a name that strangers chose fit for one line of a mail, such as its subject. */
export function lineOf(name: string): string {
  const line = name
    .replace(unsafe, ' ')
    .replace(/\s+/g, ' ')
    // `=?…?=` in a subject is an encoded word (RFC 2047) and would show as whatever it decodes to, line breaks included.
    .replace(/=(?=\?)/g, '=\u2060')
    .trim()
  const characters = [...line]
  return characters.length > maxLength ? `${characters.slice(0, maxLength - 1).join('')}…` : line
}

/**
 * Makes a name fit for the body: what looks like an address in it is no link for the mail program, or an organization
 * called "win at example.com" would turn our invitations into somebody's advertising.
 */
export function bodyNameOf(name: string): string {
  // U+2060 has no width and no meaning but "no break here", and ends an automatic link.
  const plain = lineOf(name)
    .replace(/:(?=\/\/)/g, ':\u2060')
    .replace(/\.(?=\p{L}{2})/gu, '.\u2060')
  // A name that runs the other way keeps to itself and does not reorder the sentence around it.
  return rightToLeft.test(plain) ? `\u2068${plain}\u2069` : plain
}
