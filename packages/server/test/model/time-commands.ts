import { sweep } from '../../src/database/sweep.ts'
import { type Command, pick } from './command.ts'
import { DAY } from './invitation-commands.ts'

const pauses = [30_000, 61_000, DAY, 8 * DAY, 31 * DAY]

const wait: Command = {
  name: 'time passes',
  weight: 2,
  plan: (_, step) => ({
    async pass(model, { running }) {
      const pause = pick(pauses, step.pick) ?? 0
      running.advance(pause)
      model.now += pause
    },
  }),
}

const tidyUp: Command = {
  name: 'sweep',
  weight: 0.5,
  plan: () => ({
    async pass(model, { running }) {
      await sweep(running.database, running.now())
      for (const one of model.invitations)
        if (one.status === 'pending' && one.expires <= model.now - 30 * DAY) one.status = 'expired'
    },
  }),
}

export const timeCommands = [wait, tidyUp]
