const MAX = 50
// One letter, then its Latin spelling. Greek after ELOT 743, Cyrillic after ICAO Doc 9303.
const LETTERS = table(
  'ßss øo łl æae œoe đd ðd þth ıi ħh ŋng ŧt əe ' +
    'αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo πp ρr σs ςs τt υy φf χch ψps ωo ' +
    'аa бb вv гg дd еe жzh зz иi кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щshch ъ ыy ь эe юiu яia ' +
    'єie іi ґg јj љlj њnj ћc ђd џdz',
)
// These lose more than a mark when NFKD takes it away.
const WITH_MARK = table('äae öoe üue йi')
const UKRAINIAN = table('гh иy')

const RESERVED = new Set(
  (
    'about abuse access account accounts activate activity admin administrator admins analytics api app apps ' +
    'assets auth beta billing blog callback cdn changelog checkout config contact create css dashboard default ' +
    'delete demo dev developer developers docs domain domains download downloads edit email error explore export ' +
    'faq feedback files forgot-password forum graphql guest health healthz help home hooks host images img import ' +
    'inbox index internal invitation invitations invite invites jobs join legal live local localhost login logout ' +
    'mail manage me members metrics mobile new news notifications null oauth oidc onboarding org organization ' +
    'organizations orgs owner pay payment payments ping postmaster preview pricing privacy private profile public ' +
    'redirect register reset-password root saml scim search secure security server settings setup shop sign-in ' +
    'sign-out sign-up signin signout signup smtp sso staging static status store support system team teams terms ' +
    'test tests undefined unsubscribe upload uploads user users verify verify-email web webhook webhooks ' +
    'well-known wiki www'
  ).split(' '),
)

const SUFFIXES = ['2', 'hq', 'team', 'org', 'group', 'co', '3', 'app', 'work', '4', '5', '6', '7']

/** Makes a slug out of an organization's name: always valid, never reserved, the same for the same name. */
export function slugify(name: string): string {
  const latin = transliterate(name)
  if (latin === '') return `org-${digest(name.trim().normalize('NFC'))}`
  if (latin.length < 3 || isReservedSlug(latin)) return `${latin}-org`
  return cut(latin, MAX)
}

/** Tells whether a canonical slug is a word that a host app needs for a route or a subdomain of its own. */
export function isReservedSlug(slug: string): boolean {
  // RFC 5890 §2.3.1: as a subdomain, `xn--` would claim to be an encoded Unicode name.
  return RESERVED.has(slug) || slug.startsWith('xn--')
}

/** Lists valid, unreserved slugs to try when `slug` is taken, best first. */
export function suggestSlugs(slug: string, name = ''): string[] {
  const stem = transliterate(slug).replace(/-\d+$/, '') || slugify(slug)
  const candidates = SUFFIXES.map((suffix) => `${cut(stem, MAX - 1 - suffix.length)}-${suffix}`)
  if (name.trim() !== '') candidates.unshift(slugify(name))
  return [...new Set(candidates)].filter((candidate) => candidate !== slug && !isReservedSlug(candidate))
}

function transliterate(text: string): string {
  const plain = text
    .trim()
    .slice(0, 500)
    .replace(/['’ʼ`™℠]/g, '')
    .normalize('NFKC')
    .toLowerCase()
  // The same letters are read otherwise in Ukrainian, which its own letters give away.
  const isUkrainian = /[ґєії]/.test(plain)
  return plain
    .replace(/[äöüй]/g, (letter) => WITH_MARK.get(letter) ?? '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/ου/g, 'ou')
    .replace(/[^a-z0-9]/gu, (letter) => (isUkrainian && UKRAINIAN.get(letter)) || (LETTERS.get(letter) ?? '-'))
    .replace(/-+/g, '-')
    .replace(/^-|-$/g, '')
}

// At the end of a word, unless that would lose more than half.
function cut(slug: string, max: number): string {
  if (slug.length <= max) return slug
  const end = slug.lastIndexOf('-', max)
  return slug.slice(0, end < max / 2 ? max : end)
}

// FNV-1a: six characters to tell names apart, no secret.
function digest(text: string): string {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return (hash >>> 0).toString(36).padStart(6, '0').slice(-6)
}

function table(pairs: string): Map<string, string> {
  return new Map(pairs.split(' ').map((pair) => [pair.slice(0, 1), pair.slice(1)]))
}
