const IPV4 = /^(\d{1,3}(?:\.\d{1,3}){3})(?::\d+)?$/
const IPV4_IN_IPV6 = '0:0:0:0:0:ffff:'

/**
 * The network that a client address counts for: an IPv4 address itself, but of IPv6 the first 64 bits, since every customer
 * has all addresses behind those. Spellings of one address are one, and the port that some proxies add is none of it.
 */
export function networkOf(address: string): string {
  const [, ipv4] = IPV4.exec(address) ?? []
  if (ipv4) return ipv4
  const [, bracketed = address] = /^\[([^\]]*)\](?::\d+)?$/.exec(address) ?? []
  const groups = groupsOf(bracketed.replace(/%.*$/s, ''))
  if (!groups) return address
  const text = groups.join(':')
  if (text.startsWith(IPV4_IN_IPV6)) return dotted(groups.slice(6))
  return `${groups.slice(0, 4).join(':')}::`
}

// The URL parser knows every spelling, and writes the one of RFC 5952.
function groupsOf(address: string): string[] | null {
  if (!address.includes(':') || !URL.canParse(`http://[${address}]`)) return null
  const { hostname } = new URL(`http://[${address}]`)
  const [before = [], after = []] = hostname
    .slice(1, -1)
    .split('::')
    .map((half) => half.split(':').filter(Boolean))
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0')
  return [...before, ...zeros, ...after]
}

function dotted(groups: readonly string[]): string {
  const numbers = groups.map((group) => Number.parseInt(group, 16))
  return numbers.flatMap((number) => [number >> 8, number & 255]).join('.')
}
