import { isProviderError, type ProviderInvitations, type ProviderOrganizations } from '@tenantry/core/provider'
import type { Limiter } from '../limits/limiter.ts'
import type { Metrics } from './metrics.ts'

/** Counts one call of the provider by how it ends. */
export async function countedCall<T>(
  metrics: Metrics,
  { provider, call }: { readonly provider: string; readonly call: string },
  work: Promise<T>,
): Promise<T> {
  const count = (result: string) => metrics.count('provider_calls', { provider, call, result })
  try {
    const answer = await work
    count('succeeded')
    return answer
  } catch (error) {
    count(isProviderError(error) ? error.kind : 'failed')
    throw error
  }
}

/** Counts what is asked of the provider about organizations. */
export function countedOrganizations(
  own: ProviderOrganizations,
  provider: string,
  metrics: Metrics,
): ProviderOrganizations {
  const counted = <T>(call: string, work: Promise<T>) => countedCall(metrics, { provider, call }, work)
  const { confirm, awayUntil } = own
  return {
    ...(confirm && { confirm: (...asked) => counted('organization.confirm', confirm(...asked)) }),
    ...(awayUntil && { awayUntil }),
    create: (...asked) => counted('organization.create', own.create(...asked)),
    find: (...asked) => counted('organization.find', own.find(...asked)),
    update: (...asked) => counted('organization.update', own.update(...asked)),
    remove: (...asked) => counted('organization.remove', own.remove(...asked)),
    setMember: (...asked) => counted('member.set', own.setMember(...asked)),
    removeMember: (...asked) => counted('member.remove', own.removeMember(...asked)),
    ...(own.mark && { mark: (...asked) => counted('member.mark', own.mark?.(...asked) ?? Promise.resolve()) }),
    members: (...asked) => own.members(...asked),
  }
}

/** Counts what is asked of the provider about invitations. */
export function countedInvitations(own: ProviderInvitations, provider: string, metrics: Metrics): ProviderInvitations {
  const counted = <T>(call: string, work: Promise<T>) => countedCall(metrics, { provider, call }, work)
  return {
    send: (...asked) => counted('invitation.send', own.send(...asked)),
    find: (...asked) => counted('invitation.find', own.find(...asked)),
    revoke: (...asked) => counted('invitation.revoke', own.revoke(...asked)),
  }
}

/** Counts what a limiter refuses, by the name that its key begins with: what follows says who it was. */
export function countedLimiter(own: Limiter, metrics: Metrics): Limiter {
  return {
    async take(key, rule) {
      const answer = await own.take(key, rule)
      if (!answer.allowed) metrics.count('limit_hits', { limit: key.split(':')[0] ?? '' })
      return answer
    },
    giveBack: (...given) => own.giveBack(...given),
    close: () => own.close(),
  }
}
