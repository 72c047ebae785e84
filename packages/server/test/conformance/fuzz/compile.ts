import type { JsonSchema, OpenApiDocument } from '@tenantry/core/openapi'
import type { Operation } from '../operations.ts'
import { type Validate, validators } from '../schemas.ts'

const compilers = new Map<OpenApiDocument, ReturnType<typeof validators>>()

/** Compiles a schema of an operation's input, as its document has it. */
export function compile({ api: { document } }: Operation, schema: JsonSchema): Validate {
  const compiler = compilers.get(document) ?? validators(document, { closed: false })
  compilers.set(document, compiler)
  return compiler(schema)
}
