import { contract } from '@tenantry/core'
import { type Command, door, firstOf, idIn, MISSING, pick, request } from './command.ts'
import { actorIn, domainOf, note } from './rules.ts'
import { type Model, people } from './state.ts'

const domains = ['example.com', 'example.org', 'example.net', 'gmail.com'] as const
const isPublic = (domain: string | undefined) => domain === 'gmail.com'

const add: Command = {
  name: 'domains.add',
  weight: 3,
  plan(model, step) {
    const organizationId = idIn(model.organizations, step.at)
    const by = actorIn(model, organizationId, people, step.by)
    const domain = pick(domains, step.pick) ?? domains[0]
    const has = model.domains.some((one) => one.organization === organizationId && one.domain === domain)
    return request({
      by,
      endpoint: contract.domains.add,
      input: { params: { organizationId }, body: { domain } },
      expected: firstOf(
        ...door(model, by.id, organizationId),
        [isPublic(domain), 'DOMAIN_PUBLIC'],
        [has, 'DOMAIN_EXISTS'],
      ),
      next(after, answer) {
        const proof = by.email_verified && domainOf(by.email) === domain ? 'email' : null
        after.domains.push({ id: answer.domain.id, organization: organizationId, domain, by: proof })
        note(after, 'domain.added', organizationId, answer.domain.id)
      },
    })
  },
}

function domainIn(model: Model, turn: number) {
  return turn === MISSING ? undefined : pick(model.domains, turn)
}

const verify: Command = {
  name: 'domains.verify',
  weight: 3,
  plan(model, step) {
    const found = domainIn(model, step.pick)
    const organizationId = found?.organization ?? idIn(model.organizations, step.at)
    const by = actorIn(model, organizationId, people, step.by)
    // The record is there most of the time.
    const dns = step.role === 3 ? (step.who % 2 === 0 ? 'silent' : 'empty') : 'right'
    const isDone = found?.by === 'dns'
    const owned = model.domains.some((one) => one.domain === found?.domain && one.by === 'dns' && one.id !== found?.id)
    return request({
      by,
      endpoint: contract.domains.verify,
      input: { params: { organizationId, domainId: found?.id ?? idIn([], 0) } },
      async prepare({ dns: names, keys }) {
        const name = `_tenantry.${found?.domain ?? 'example.com'}`
        if (dns === 'silent') names.fail(name, 'ETIMEOUT')
        if (dns === 'empty') names.forget(name)
        const proof = found && (await keys.domainProof(organizationId, found.domain))
        if (dns === 'right') names.answer(name, [[`tenantry-domain-verification=${proof}`]])
      },
      expected: firstOf(
        ...door(model, by.id, organizationId),
        [!found, 'DOMAIN_NOT_FOUND'],
        [isPublic(found?.domain), 'DOMAIN_PUBLIC'],
        [!isDone && dns === 'empty', 'DOMAIN_NOT_VERIFIED'],
        [!isDone && dns === 'silent', 'DNS_UNAVAILABLE'],
        [!isDone && owned, 'DOMAIN_TAKEN'],
      ),
      next(after) {
        const domain = after.domains.find(({ id }) => id === found?.id)
        if (!domain || domain.by === 'dns') return
        domain.by = 'dns'
        note(after, 'domain.verified', organizationId, domain.id)
      },
    })
  },
}

const remove: Command = {
  name: 'domains.remove',
  weight: 0.5,
  plan(model, step) {
    const found = domainIn(model, step.pick)
    const organizationId = found?.organization ?? idIn(model.organizations, step.at)
    const by = actorIn(model, organizationId, people, step.by)
    const domainId = found?.id ?? idIn([], 0)
    return request({
      by,
      endpoint: contract.domains.remove,
      input: { params: { organizationId, domainId } },
      expected: firstOf(...door(model, by.id, organizationId), [!found, 'DOMAIN_NOT_FOUND']),
      next(after) {
        after.domains = after.domains.filter(({ id }) => id !== domainId)
        note(after, 'domain.removed', organizationId, domainId)
      },
    })
  },
}

export const domainCommands = [add, verify, remove]
