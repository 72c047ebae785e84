import { answerCommands } from './answer-commands.ts'
import type { Command } from './command.ts'
import { domainCommands } from './domain-commands.ts'
import { invitationCommands } from './invitation-commands.ts'
import { memberCommands } from './member-commands.ts'
import { organizationCommands } from './organization-commands.ts'
import { orgsCommands } from './orgs-commands.ts'
import { readingCommands } from './reading-commands.ts'
import { requestCommands } from './request-commands.ts'
import { teamCommands } from './team-commands.ts'
import { timeCommands } from './time-commands.ts'
import { usersCommands } from './users-commands.ts'

/** Everything that can happen. */
export const commands: readonly Command[] = [
  ...organizationCommands,
  ...invitationCommands,
  ...answerCommands,
  ...memberCommands,
  ...requestCommands,
  ...teamCommands,
  ...domainCommands,
  ...orgsCommands,
  ...usersCommands,
  ...timeCommands,
  ...readingCommands,
]
