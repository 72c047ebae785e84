import type { OpenApiDocument } from '@tenantry/core/openapi'
import { escapeHtml } from '../mail/templates/layout.ts'
import { operationHtml } from './operation.ts'
import { htmlPage, paths } from './page.ts'
import { schemaText } from './schema-text.ts'
import { type Entry, headline } from './text.ts'

/** Renders a document as one page to read: no script, and an anchor for every operation and schema. */
export function referencePage(document: OpenApiDocument, links: Readonly<Record<string, string>>): string {
  const { info, servers, tags, components } = document
  const entries = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): Entry => ({ method, path, operation })),
  )
  const groups = tags.map(({ name }) => ({
    name,
    entries: entries.filter(({ operation }) => operation.tags.includes(name)),
  }))
  const schemas = Object.entries(components.schemas)
  const contents = [
    ...groups.map(({ name, entries }) =>
      contentsOf(
        name,
        entries.map((entry) => [entry.operation.operationId, headline(entry)]),
      ),
    ),
    contentsOf(
      SCHEMAS,
      schemas.map(([name]) => [`schema-${name}`, `<code>${name}</code>`]),
    ),
  ]
  const sections = [
    ...groups.map(({ name, entries }) =>
      section(
        name,
        entries.map((entry) => operationHtml(entry, document)),
      ),
    ),
    section(
      SCHEMAS,
      schemas.map(
        ([name, schema]) => `<article id="schema-${name}"><h3>${name}</h3><pre>${schemaText(schema)}</pre></article>`,
      ),
    ),
  ]
  const elsewhere = Object.entries(links).map(([label, href]) => `<a href="${href}">${escapeHtml(label)}</a>`)
  return htmlPage({
    title: `${info.title} API`,
    styles: [paths.style],
    body: `<a class="skip" href="#content">To the operations</a>
<nav aria-label="Contents">
<a class="brand" href="${paths.reference}"><img src="${paths.icon}" alt="" width="24" height="24"> ${escapeHtml(info.title)} API</a>
${contents.join('\n')}
</nav>
<main id="content">
<h1>${escapeHtml(info.title)} API</h1>
<p class="lead">Version ${escapeHtml(info.version)}, at <code>${escapeHtml(servers?.[0]?.url ?? '/')}</code>.
An access token goes into the header <code>Authorization: Bearer &lt;token&gt;</code>. ${elsewhere.join(' · ')}</p>
${sections.join('\n')}
</main>`,
  })
}

const SCHEMAS = 'schemas'

function section(name: string, articles: readonly string[]): string {
  return `<section aria-labelledby="${anchor(name)}"><h2 id="${anchor(name)}">${escapeHtml(name)}</h2>\n${articles.join('\n')}\n</section>`
}

function contentsOf(name: string, items: readonly (readonly [id: string, html: string])[]): string {
  const list = items.map(([id, html]) => `<li><a href="#${id}">${html}</a></li>`)
  return `<details open><summary>${escapeHtml(name)}</summary><ul>${list.join('')}</ul></details>`
}

function anchor(name: string): string {
  return name.replace(/\W+/g, '-')
}
