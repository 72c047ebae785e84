import type { Database } from '../database/database.ts'
import { sweep } from '../database/sweep.ts'
import { markDelivery } from '../invitations/delivery.ts'
import type { Mail, Mailer } from '../mail/mailer.ts'
import type { Metrics } from '../metrics/metrics.ts'
import type { Keys } from '../tokens/keys.ts'
import type { JobHandlers } from './jobs.ts'

interface Means {
  readonly database: Database
  readonly mailer: Mailer
  readonly keys: Keys
  readonly metrics: Metrics
  readonly now: () => Date
}

/** How the server does its jobs; they run as the owner, outside of any request. */
export function jobHandlers({ database, mailer, keys, metrics, now }: Means): JobHandlers {
  return {
    async 'send-mail'({ sealed, invitationId }) {
      try {
        // Also a mail that was sealed with another secret is one that will not be sent.
        await mailer.send((await keys.open(sealed)) as Mail)
      } catch (error) {
        metrics.count('mails', { result: 'failed' })
        if (invitationId) await markDelivery(database, invitationId, 'failed')
        throw error
      }
      metrics.count('mails', { result: 'sent' })
      if (invitationId) await markDelivery(database, invitationId, 'sent')
    },
    sweep: () => sweep(database, now()),
  }
}
