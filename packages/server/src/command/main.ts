#!/usr/bin/env node
import { readConfig } from './config.ts'
import { doctor } from './doctor/doctor.ts'
import { migrate } from './migrate.ts'
import { tooOld } from './node-version.ts'
import { serve } from './serve.ts'

const commands = {
  serve: { run: serve, summary: 'serve the API, configured by the environment' },
  migrate: { run: migrate, summary: 'bring the database to the newest schema' },
  doctor: { run: doctor, summary: 'say what is set up wrong, and where to put it right; --json for machines' },
}

function isCommand(name: string | undefined): name is keyof typeof commands {
  return name !== undefined && Object.hasOwn(commands, name)
}

function usage(): string {
  const lines = Object.entries(commands).map(([name, { summary }]) => `  tenantry ${name.padEnd(8)} ${summary}`)
  return ['Usage:', ...lines].join('\n')
}

const [, , name, ...args] = process.argv
const obstacle = tooOld(process.versions.node)
if (obstacle) {
  console.error(obstacle)
  process.exit(1)
}
if (isCommand(name)) {
  try {
    process.exit((await commands[name].run(readConfig(process.env), args)) ?? 0)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  }
}
const asked = name === '--help' || name === 'help'
console[asked ? 'log' : 'error'](usage())
process.exit(asked ? 0 : 2)
