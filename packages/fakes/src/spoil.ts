import type { ServerResponse } from 'node:http'
import type { FaultKind } from './fault.ts'

interface Own {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

const JSON_TYPE = { 'content-type': 'application/json' }
const MEGABYTE = Buffer.alloc(1024 * 1024, ' ')
const HUGE_MEGABYTES = 50
const DRIP_MS = 100

/** Sends what a fault makes of an answer. */
export function spoil(fault: FaultKind, own: Own | null, to: ServerResponse): void {
  if (typeof fault === 'object') {
    to.writeHead(fault.status, fault.headers).end(fault.body)
    return
  }
  const { status = 200, headers = JSON_TYPE, body = '{}' } = own ?? {}
  switch (fault) {
    case 'reset before':
    case 'reset applied':
      to.socket?.resetAndDestroy()
      return
    case 'silence before':
    case 'silence applied':
    case 'silence, late':
      return
    case 'empty':
      to.writeHead(status, headers).end()
      return
    case 'truncated':
      to.writeHead(status, headers).end(body.slice(0, -Math.ceil(body.length / 2)))
      return
    case 'wrong shape':
      to.writeHead(status, headers).end('["something else"]')
      return
    case 'other id':
      // Every id, so that it stays a document of the right shape.
      to.writeHead(status, headers).end(body.replaceAll(/"(org_|user_|inv_|kp_)[\w-]+"/g, '"$1of_somebody_else"'))
      return
    case 'redirect':
      to.writeHead(302, { location: '/' }).end()
      return
    case 'drip':
      drip(to.writeHead(status, headers), body)
      return
    case 'huge':
      flood(to.writeHead(status, headers))
      return
  }
}

/** One byte after the other: each in time, all of them never. */
function drip(to: ServerResponse, body: string): void {
  let at = 0
  const timer = setInterval(() => {
    if (at < body.length) to.write(body[at++])
    else to.end()
  }, DRIP_MS)
  to.once('close', () => clearInterval(timer))
}

function flood(to: ServerResponse): void {
  let left = HUGE_MEGABYTES
  const more = (): void => {
    left -= 1
    if (to.destroyed) return
    if (left < 0) to.end()
    else to.write(MEGABYTE, more)
  }
  more()
}
