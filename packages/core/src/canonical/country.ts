const CODES =
  'ADAEAFAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBVBWBYBZCACCCDCFCGCHCICKCLCMCNCOCRCUCVCWCXCYCZ' +
  'DEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFRGAGBGDGEGFGGGHGIGLGMGNGPGQGRGSGTGUGWGYHKHMHNHRHTHUIDIEILIMINIOIQIRISIT' +
  'JEJMJOJPKEKGKHKIKMKNKPKRKWKYKZLALBLCLILKLRLSLTLULVLYMAMCMDMEMFMGMHMKMLMMMNMOMPMQMRMSMTMUMVMWMXMYMZ' +
  'NANCNENFNGNINLNONPNRNUNZOMPAPEPFPGPHPKPLPMPNPRPSPTPWPYQARERORSRURWSASBSCSDSESGSHSISJSKSLSMSNSOSRSSSTSVSXSYSZ' +
  'TCTDTFTGTHTJTKTLTMTNTOTRTTTVTWTZUAUGUMUSUYUZVAVCVEVGVIVNVUWFWSYEYTZAZMZW'

/** The form of a country code, assigned or not. */
export const COUNTRY = /^[A-Za-z]{2}$/

/** Lists the 249 officially assigned ISO 3166-1 alpha-2 codes, sorted. */
export const countryCodes: readonly string[] = CODES.match(/../g) ?? []

/** Tells whether a value is an assigned ISO 3166-1 alpha-2 code in upper case (seed 003, `country_code`). */
export function isCountryCode(value: string): boolean {
  return countryCodes.includes(value)
}

/** Returns an assigned country code in upper case, or null. */
export function canonicalCountry(value: string): string | null {
  const code = value.trim()
  // Two letters before the upper-casing, which turns some single letters into two.
  return COUNTRY.test(code) && isCountryCode(code.toUpperCase()) ? code.toUpperCase() : null
}
