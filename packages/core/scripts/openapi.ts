import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { contract } from '@tenantry/core'
import { apiInfo, toOpenApi } from '@tenantry/core/openapi'

const document = toOpenApi(contract, apiInfo)
writeFileSync(join(import.meta.dirname, '../../../docs/openapi.json'), JSON.stringify(document, null, 2))
