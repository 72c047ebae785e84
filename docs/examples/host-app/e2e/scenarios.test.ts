import { scenarios } from './scenarios.ts'
import { test } from './test.ts'

scenarios(test)
