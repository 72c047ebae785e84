import { readFileSync } from 'node:fs'

const { engines } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
const needed = String(engines.node).replace(/^>=/, '')

/** What to say to whoever runs it on a Node that is too old, or null. */
export function tooOld(version: string): string | null {
  const [major, minor] = needed.split('.').map(Number)
  const [isMajor = 0, isMinor = 0] = version.split('.').map(Number)
  const isEnough = isMajor > (major ?? 0) || (isMajor === major && isMinor >= (minor ?? 0))
  return isEnough ? null : `tenantry needs Node ${needed} or newer, and this is ${version}.`
}
