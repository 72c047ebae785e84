import { audit } from './en/audit.ts'
import { base } from './en/base.ts'
import { creating, domainField } from './en/creating.ts'
import { domains } from './en/domains.ts'
import { fields } from './en/fields.ts'
import { declining, inbox, joining } from './en/inbox.ts'
import { inviteBox, inviting, sent } from './en/invitations.ts'
import { memberDialogs, members } from './en/members.ts'
import { requests } from './en/membership-requests.ts'
import { done, organizations, profile, starting } from './en/organizations.ts'
import { screens } from './en/screens.ts'
import { settings, settingsForm } from './en/settings.ts'
import { sync } from './en/sync.ts'
import { teams } from './en/teams.ts'

export {
  audit,
  base,
  creating,
  declining,
  domainField,
  domains,
  done,
  fields,
  inbox,
  inviteBox,
  inviting,
  joining,
  memberDialogs,
  members,
  organizations,
  profile,
  requests,
  screens,
  sent,
  settings,
  settingsForm,
  starting,
  sync,
  teams,
}

const parts = [
  audit,
  base,
  creating,
  declining,
  domainField,
  domains,
  done,
  fields,
  inbox,
  inviteBox,
  inviting,
  joining,
  memberDialogs,
  members,
  organizations,
  profile,
  requests,
  screens,
  sent,
  settings,
  settingsForm,
  starting,
  sync,
  teams,
] as const

/** The words of every widget in English, and the model of every other language. */
export const en = /* @__PURE__ */ merged(parts)

type All<Part> = (Part extends unknown ? (part: Part) => void : never) extends (all: infer Whole) => void
  ? Whole
  : never

function merged<Part extends Readonly<Record<string, object>>>(parts: readonly Part[]): All<Part> {
  const whole: Record<string, object> = {}
  for (const [group, texts] of parts.flatMap(Object.entries)) whole[group] = { ...whole[group], ...texts }
  return whole as All<Part>
}
