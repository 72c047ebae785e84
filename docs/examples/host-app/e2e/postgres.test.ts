import { scenarios } from './scenarios.ts'
import { test } from './test.ts'

test.override('settings', { engine: 'postgres' })
scenarios(test)
