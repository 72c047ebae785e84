import { parseArgs } from 'node:util'
import type { Check } from '@tenantry/core/provider'
import { silentLog } from '../../log/log.ts'
import type { Config } from '../config.ts'
import { loadRemote } from '../provider.ts'
import { databaseChecks } from './database-checks.ts'
import { environmentChecks } from './environment-checks.ts'
import { failed, messageOf } from './verdict.ts'

/**
 * Says what an operator has to put right, and exactly where; changes nothing.
 * @returns the exit code: 1 when something does not work
 */
export async function doctor(config: Config, args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { json: { type: 'boolean', default: false } } })
  const checks: Check[] = []
  for await (const check of all(config)) {
    checks.push(check)
    if (!values.json) console.log(lineOf(check))
  }
  const count = (state: Check['state']) => checks.filter((check) => check.state === state).length
  const ok = count('failed') === 0
  if (values.json) console.log(JSON.stringify({ ok, checks }, null, 2))
  else console.log(`\n${count('failed')} failed, ${count('warning')} to be looked at, ${count('passed')} passed`)
  return ok ? 0 : 1
}

async function* all(config: Config): AsyncGenerator<Check> {
  yield* environmentChecks(config)
  yield* databaseChecks(config)
  yield* providerChecks(config)
}

async function* providerChecks(config: Config): AsyncGenerator<Check> {
  const { TENANTRY_PROVIDER: id, PORT, PUBLIC_URL = `http://127.0.0.1:${PORT}` } = config
  if (id === 'embedded') return
  try {
    const provider = await loadRemote(id, config, { publicUrl: PUBLIC_URL, log: silentLog })
    for await (const check of provider.checks?.() ?? []) yield { ...check, name: `${id}: ${check.name}` }
  } catch (error) {
    yield failed(id, messageOf(error), 'put right what the sentence says')
  }
}

const signs = { passed: 'ok  ', warning: 'warn', failed: 'FAIL' }
// The longest name that there is.
const WIDTH = 42

function lineOf({ name, state, found, remedy }: Check): string {
  const line = `${signs[state]}  ${name.padEnd(WIDTH)}  ${found}`
  return remedy === null ? line : `${line}\n${' '.repeat(WIDTH + 6)}→ ${remedy}`
}
