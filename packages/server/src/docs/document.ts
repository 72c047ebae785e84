import { contract } from '@tenantry/core'
import { apiInfo, type OpenApiDocument, toOpenApi } from '@tenantry/core/openapi'
import type { Profile } from '../profiles/profile.ts'

/**
 * Describes everything that one server answers, the main contract and its profiles, in one OpenAPI document.
 * What a profile brings bears its name: `orgs.organizations.create`, `OrgsError`.
 * @throws TypeError when two of them describe the same path.
 */
export function documentOf(publicUrl: string, profiles: readonly Profile[]): OpenApiDocument {
  const options = { ...apiInfo, servers: [{ url: publicUrl }] }
  return profiles
    .map(({ base, contract, dialect: { errorSchema: error } }) =>
      named(toOpenApi(contract, { ...options, ...(error && { error }) }), base.slice(base.lastIndexOf('/') + 1)),
    )
    .reduce(merged, toOpenApi(contract, options))
}

/** Puts a name before everything of a document that would otherwise be called like something of another. */
function named(document: OpenApiDocument, name: string): OpenApiDocument {
  const component = name.charAt(0).toUpperCase() + name.slice(1)
  const text = JSON.stringify(document, (key, value: unknown) => {
    if (key === '$ref') return String(value).replace(/[^/]+$/, (last) => component + last)
    if (key === 'operationId') return `${name}.${value}`
    return value
  })
  const { tags, paths, components, ...rest }: OpenApiDocument = JSON.parse(text)
  const { securitySchemes, ...others } = components
  return {
    ...rest,
    tags: tags.map((tag) => ({ ...tag, name: `${name}: ${tag.name}` })),
    paths: mapped(paths, (methods) =>
      mapped(methods, (operation) => ({ ...operation, tags: operation.tags.map((tag) => `${name}: ${tag}`) })),
    ),
    components: {
      ...(mapped(others, (group) =>
        Object.fromEntries(Object.entries(group).map(([key, value]) => [component + key, value])),
      ) as typeof others),
      securitySchemes,
    },
  }
}

function merged(all: OpenApiDocument, one: OpenApiDocument): OpenApiDocument {
  const taken = new Set(operationsOf(all))
  const twice = operationsOf(one).find((operation) => taken.has(operation))
  if (twice) throw new TypeError(`Two contracts describe ${twice}.`)
  return {
    ...all,
    tags: [...all.tags, ...one.tags],
    paths: { ...all.paths, ...one.paths },
    components: {
      schemas: { ...all.components.schemas, ...one.components.schemas },
      responses: { ...all.components.responses, ...one.components.responses },
      parameters: { ...all.components.parameters, ...one.components.parameters },
      securitySchemes: { ...all.components.securitySchemes, ...one.components.securitySchemes },
    },
  }
}

// Paths that differ in the names of their parameters alone are one path (OpenAPI 3.1.0, "Path Templating Matching").
function operationsOf({ paths }: OpenApiDocument): string[] {
  return Object.keys(paths).map((path) => path.replace(/\{\w+\}/g, '{}'))
}

function mapped<A, B>(record: Readonly<Record<string, A>>, change: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))
}
