#!/usr/bin/env node
import { readConfig } from './config.ts'
import { migrate } from './migrate.ts'
import { serve } from './serve.ts'

const commands = {
  serve: { run: serve, summary: 'serve the API, configured by the environment' },
  migrate: { run: migrate, summary: 'bring the database to the newest schema' },
}

function isCommand(name: string | undefined): name is keyof typeof commands {
  return name !== undefined && Object.hasOwn(commands, name)
}

function usage(): string {
  const lines = Object.entries(commands).map(([name, { summary }]) => `  tenantry ${name.padEnd(8)} ${summary}`)
  return ['Usage:', ...lines].join('\n')
}

const [, , name] = process.argv
if (isCommand(name)) {
  try {
    await commands[name].run(readConfig(process.env))
    process.exit(0)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  }
}
const asked = name === '--help' || name === 'help'
console[asked ? 'log' : 'error'](usage())
process.exit(asked ? 0 : 2)
