import type { Check } from '@tenantry/core/provider'
import { redisLimiter } from '../../limits/redis.ts'
import { isLoopback } from '../../mail/mailbox.ts'
import { probeSmtp } from '../../mail/smtp.ts'
import type { Config } from '../config.ts'
import { failed, messageOf, passed, warning } from './verdict.ts'

/** Looks at what the environment says, and whether what it names answers. */
export async function* environmentChecks(config: Config): AsyncGenerator<Check> {
  yield publicUrl(config)
  yield secretKey(config)
  yield await mail(config)
  if (config.REDIS_URL) yield await redis(config.REDIS_URL)
}

const isHere = ({ PUBLIC_URL }: Config) => !PUBLIC_URL || isLoopback(new URL(PUBLIC_URL).hostname)

function publicUrl(config: Config): Check {
  const { PUBLIC_URL } = config
  const name = 'Public URL'
  const remedy = 'set PUBLIC_URL to where people reach the app, such as https://app.example.com'
  if (!PUBLIC_URL) return warning(name, 'it is not set: links in mails lead to this machine', remedy)
  if (isHere(config)) return warning(name, `${PUBLIC_URL} is this machine: links in mails lead nowhere else`, remedy)
  if (PUBLIC_URL.startsWith('https:')) return passed(name, PUBLIC_URL)
  return warning(name, `${PUBLIC_URL} is not encrypted: whoever listens can use the links and tokens`, remedy)
}

function secretKey({ SECRET_KEY }: Config): Check {
  const name = 'Secret key'
  if (SECRET_KEY) return passed(name, 'it is set')
  const found = 'it is not set: each host makes one of its own, and cannot read what another sealed'
  return warning(name, found, 'set SECRET_KEY to the same 32 random bytes or more in every process')
}

async function mail(config: Config): Promise<Check> {
  const name = 'Mail'
  if (!config.SMTP_URL) {
    const remedy = 'set SMTP_URL and MAIL_FROM'
    if (isHere(config)) return warning(name, 'SMTP_URL is not set: mails stay at /_dev/mailbox', remedy)
    return failed(name, 'SMTP_URL is not set: mails are kept in memory and reach nobody', remedy)
  }
  try {
    await probeSmtp(config.SMTP_URL)
  } catch (error) {
    return failed(
      name,
      messageOf(error),
      'compare host, port, user and password of SMTP_URL with those of the mail server',
    )
  }
  if (config.MAIL_FROM) return passed(name, 'the server takes our credentials')
  return warning(
    name,
    'the server answers, and MAIL_FROM is not set: the sender is made from PUBLIC_URL',
    'set MAIL_FROM',
  )
}

async function redis(url: string): Promise<Check> {
  let away: unknown = null
  const limiter = redisLimiter({ url, onFallback: (error) => (away = error) })
  await limiter.take('doctor', { limit: 1000, windowSeconds: 1 })
  await limiter.close()
  if (away === null) return passed('Redis', 'it counts')
  const found = `${messageOf(away)} Until it answers every process counts its limits alone.`
  return failed('Redis', found, 'see that Redis runs, and that REDIS_URL leads to it from here')
}
