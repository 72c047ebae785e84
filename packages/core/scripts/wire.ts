import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { contract } from '../src/contract/contract.ts'
import { wireOf } from '../src/wire/wire-of.ts'

const source = `import type { Wire } from './table.ts'

/** What the client knows of the main contract. Made from it by \`pnpm wire\`: change the contract, not this. */
export const wire: Wire = ${JSON.stringify(wireOf(contract))}
`
writeFileSync(join(import.meta.dirname, '../src/client/wire.ts'), source)
