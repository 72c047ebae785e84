import { contract } from '@tenantry/core'
import { type Command, door, firstOf, idIn, pick, request } from './command.ts'
import { actorIn, admits, domainOf, end, enter, isFull, memberOf, note, organizationOf, standing } from './rules.ts'
import { type Known, type Model, people } from './state.ts'
import { SEATS, type World } from './world.ts'

export const slugs = ['red-fox', 'blue-jay', 'grey-owl', 'admin'] as const
const names = ['Red Fox', 'Blue Jay', 'Grey Owl'] as const
const domains = [null, 'example.com', 'example.org', 'example.net'] as const

/** The id that the database has for something that the answer does not name. */
export async function idOf({ running }: World, table: string, condition: string): Promise<string> {
  const [row] = await running.rows<{ id: string }>(
    `SELECT id FROM ${table} WHERE ${condition} ORDER BY id DESC LIMIT 1`,
  )
  return row?.id ?? 'none'
}

const isTaken = (model: Model, slug: string, but = '') =>
  model.organizations.some((one) => one.slug === slug && one.id !== but)

/** What founding an organization makes true. */
export async function found(
  model: Model,
  founder: Known,
  { id, name, slug, domain = null }: { id: string; name: string; slug: string; domain?: string | null },
  world: World,
) {
  const more = { domain, isDomainRequired: false, locale: 'en', seats: SEATS }
  model.organizations.push({ id, name, slug, ...more })
  enter(model, { user: founder.id, organization: id, role: 'admin' })
  note(model, 'organization.created', id, id)
  if (domain === null) return
  const by = founder.email_verified && domainOf(founder.email) === domain ? 'email' : null
  model.domains.push({ id: await idOf(world, 'organization_domains', 'true'), organization: id, domain, by })
}

const create: Command = {
  name: 'organizations.create',
  weight: 3,
  plan(model, step) {
    const by = pick(people, step.by) as Known
    const slug = slugs[step.pick % slugs.length] ?? slugs[0]
    const name = names[step.who % names.length] ?? names[0]
    const google_domain = domains[step.role % domains.length] ?? null
    return request({
      by,
      endpoint: contract.organizations.create,
      input: { body: { name, slug, google_domain } },
      expected: firstOf(
        [!by.email_verified, 'EMAIL_NOT_VERIFIED'],
        [slug === 'admin', 'VALIDATION_FAILED'],
        [isTaken(model, slug), 'ORGANIZATION_EXISTS'],
      ),
      next: (after, { organization }, world) => found(after, by, { ...organization, domain: google_domain }, world),
    })
  },
}

const update: Command = {
  name: 'organizations.update',
  weight: 1,
  plan(model, step) {
    const organizationId = idIn(model.organizations, step.at)
    const by = actorIn(model, organizationId, people, step.by)
    const before = organizationOf(model, organizationId)
    const slug = slugs[step.pick % slugs.length] ?? slugs[0]
    const domain = domains[step.role % domains.length] ?? null
    const changes = [{ slug }, { google_domain: domain }, { name: names[step.pick % names.length] ?? '' }]
    const body = pick(changes, step.who) ?? {}
    const wanted = 'slug' in body && body.slug !== before?.slug
    const after = {
      ...('slug' in body && { slug }),
      ...('google_domain' in body && { domain }),
      ...('name' in body && { name: body.name ?? '' }),
    }
    return request({
      by,
      endpoint: contract.organizations.update,
      input: { params: { organizationId }, body },
      expected: firstOf(
        ...door(model, by.id, organizationId),
        [wanted && slug === 'admin', 'VALIDATION_FAILED'],
        ['google_domain' in body && domain === null && before?.isDomainRequired === true, 'VALIDATION_FAILED'],
        [wanted && isTaken(model, slug, organizationId), 'ORGANIZATION_EXISTS'],
      ),
      next(model) {
        const organization = organizationOf(model, organizationId)
        const same = JSON.stringify(organization) === JSON.stringify({ ...organization, ...after })
        if (!organization || same) return
        Object.assign(organization, after)
        note(model, 'organization.updated', organizationId, organizationId)
      },
    })
  },
}

const updateSettings: Command = {
  name: 'organizations.updateSettings',
  weight: 1,
  plan(model, step) {
    const organizationId = idIn(model.organizations, step.at)
    const by = actorIn(model, organizationId, people, step.by)
    const isDomainRequired = step.pick % 2 === 0
    const locale = ['en', 'pl', 'xx'][step.role % 3] ?? 'en'
    const body = step.who % 2 === 0 ? { require_google_domain: isDomainRequired } : { locale }
    const requires = body.require_google_domain ?? organizationOf(model, organizationId)?.isDomainRequired
    return request({
      by,
      endpoint: contract.organizations.updateSettings,
      input: { params: { organizationId }, body },
      expected: firstOf(
        ...door(model, by.id, organizationId),
        [body.locale === 'xx', 'VALIDATION_FAILED'],
        [requires === true && organizationOf(model, organizationId)?.domain === null, 'VALIDATION_FAILED'],
      ),
      next(after) {
        const organization = organizationOf(after, organizationId)
        if (!organization) return
        const before = JSON.stringify(organization)
        Object.assign(organization, body.locale ? { locale } : { isDomainRequired })
        if (JSON.stringify(organization) === before) return
        note(after, 'organization.settings_updated', organizationId, organizationId)
      },
    })
  },
}

const remove: Command = {
  name: 'organizations.remove',
  weight: 0.5,
  plan(model, step) {
    const organizationId = idIn(model.organizations, step.at)
    const by = actorIn(model, organizationId, people, step.by)
    return request({
      by,
      endpoint: contract.organizations.remove,
      input: { params: { organizationId } },
      expected: firstOf(...door(model, by.id, organizationId)),
      next(after) {
        const elsewhere = (row: { readonly organization: string }) => row.organization !== organizationId
        for (const member of after.members.filter((one) => !elsewhere(one))) end(after, member, 'left')
        after.organizations = after.organizations.filter(({ id }) => id !== organizationId)
        after.teams = after.teams.filter(elsewhere)
        after.domains = after.domains.filter(elsewhere)
        after.invitations = after.invitations.filter(elsewhere)
        after.requests = after.requests.filter(elsewhere)
        after.events = after.events.filter((event) => !event.includes(` ${organizationId} `))
        note(after, 'organization.deleted', null, organizationId)
      },
    })
  },
}

/** Who wants to come in: most of the time somebody for whom there is a door. */
function comer(model: Model, organization: string, turn: number): Known {
  const doors = model.domains.filter((one) => one.organization === organization && one.by !== null)
  const those = people.filter(
    ({ id, email }) => doors.some(({ domain }) => domain === domainOf(email)) && !memberOf(model, id, organization),
  )
  return pick([...those, ...those, ...those, ...people], turn) as Known
}

const join: Command = {
  name: 'organizations.join',
  weight: 2,
  plan(model, step) {
    const organizationId = idIn(model.organizations, step.at)
    const by = comer(model, organizationId, step.by)
    const domain = model.domains.find(
      (one) => one.organization === organizationId && one.domain === domainOf(by.email) && one.by !== null,
    )
    const isOpen = domain && admits(model, organizationId, by.email) && !memberOf(model, by.id, organizationId)
    return request({
      by,
      endpoint: contract.organizations.join,
      input: { params: { organizationId } },
      expected: firstOf(
        [!by.email_verified, 'EMAIL_NOT_VERIFIED'],
        [standing(model, by.id, organizationId) !== undefined, 'MEMBERSHIP_EXISTS'],
        [!isOpen, 'ORGANIZATION_NOT_FOUND'],
        [domain?.by === 'dns' && isFull(model, organizationId), 'ORGANIZATION_FULL'],
      ),
      shows: ({ status }) => status,
      shown: domain?.by === 'dns' ? 'joined' : 'requested',
      async next(after, { status }, world) {
        if (status === 'joined') {
          enter(after, { user: by.id, organization: organizationId, role: 'employee' })
          return note(after, 'member.joined', organizationId, by.id)
        }
        const waits = (one: Model['requests'][number]) =>
          one.organization === organizationId && one.user === by.id && one.status === 'pending'
        if (after.requests.some(waits)) return
        const id = await idOf(world, 'membership_requests', `user_id = '${by.id}' AND status = 'pending'`)
        after.requests.push({ id, organization: organizationId, user: by.id, status: 'pending' })
        note(after, 'membership_request.created', organizationId, id)
      },
    })
  },
}

const makeDefault: Command = {
  name: 'organizations.makeDefault',
  weight: 1,
  plan(model, step) {
    const organizationId = idIn(model.organizations, step.at)
    const by = pick(people, step.by) as Known
    return request({
      by,
      endpoint: contract.organizations.makeDefault,
      input: { params: { organizationId } },
      expected: firstOf([!standing(model, by.id, organizationId), 'ORGANIZATION_NOT_FOUND']),
      next(after) {
        for (const member of after.members)
          if (member.user === by.id) member.isDefault = member.organization === organizationId
      },
    })
  },
}

export const organizationCommands = [create, update, updateSettings, remove, join, makeDefault]
