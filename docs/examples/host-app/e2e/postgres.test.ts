import { scenarios } from './scenarios.ts'
import { testOn } from './test.ts'

scenarios(testOn({ engine: 'postgres' }))
