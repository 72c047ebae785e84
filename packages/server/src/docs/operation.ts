import type { OpenApiDocument, OpenApiOperation, OpenApiResponse, Reference } from '@tenantry/core/openapi'
import { escapeHtml } from '../mail/templates/layout.ts'
import { curlOf, needsToken } from './curl.ts'
import { limitsOf, schemaText } from './schema-text.ts'
import { type Entry, headline, nameOf, paragraphs, prose } from './text.ts'

const JSON_TYPE = 'application/json'

/** Renders one operation: what it asks, takes and answers, and the command line that calls it. */
export function operationHtml(entry: Entry, document: OpenApiDocument): string {
  const { operationId, summary, description, requestBody, responses } = entry.operation
  const body = requestBody?.content[JSON_TYPE]?.schema
  const answers = Object.entries(responses).map(([status, one]) => [status, resolved(one, document)] as const)
  return `<article id="${operationId}">
<h3><a href="#${operationId}">${headline(entry)}</a></h3>
<p>${prose(summary)}.</p>
<div class="soft">
<p>${needsToken(entry.operation) ? 'Needs an access token.' : 'Works with and without an access token.'}</p>
${description ? paragraphs(description) : ''}
</div>
${parametersHtml(entry.operation, document)}
${body ? `<h4>Body</h4>\n<pre>${schemaText(body)}</pre>` : ''}
<h4>Answers</h4>
<dl>${answers.map(answerHtml).join('\n')}</dl>
${failureForm(answers)}
<h4>Example</h4>
<pre>${escapeHtml(curlOf(entry, document))}</pre>
</article>`
}

function parametersHtml({ parameters = [] }: OpenApiOperation, { components }: OpenApiDocument): string {
  const rows = parameters.flatMap((one) => {
    const parameter = '$ref' in one ? components.parameters[nameOf(one)] : one
    if (!parameter) return []
    const { name, schema, required, description } = parameter
    return `<dt><b>${name}</b> <span class="soft">${parameter.in}${required ? '' : ', optional'}</span></dt>
<dd><code>${schemaText(schema)}</code> <span class="soft">${escapeHtml(limitsOf(schema))}</span>${paragraphs(description ?? '')}</dd>`
  })
  return rows.length === 0 ? '' : `<h4>Parameters</h4>\n<dl>${rows.join('\n')}</dl>`
}

type Answer = readonly [status: string, response: OpenApiResponse]

function answerHtml([status, { description, content }]: Answer): string {
  const schema = isFailure(status) ? undefined : content?.[JSON_TYPE]?.schema
  return `<dt class="status">${status}</dt><dd>${paragraphs(description)}${schema ? `<pre>${schemaText(schema)}</pre>` : ''}</dd>`
}

// All failures of one operation have one form; each narrows it to its codes.
function failureForm(answers: readonly Answer[]): string {
  const [, failure] = answers.find(([status]) => isFailure(status)) ?? []
  const schema = failure?.content?.[JSON_TYPE]?.schema
  const [form] = Array.isArray(schema?.allOf) ? schema.allOf : [schema]
  return form ? `<p class="soft">Failures have the form <code>${schemaText(form)}</code>.</p>` : ''
}

function isFailure(status: string): boolean {
  return Number(status) >= 400
}

function resolved(response: OpenApiResponse | Reference, { components }: OpenApiDocument): OpenApiResponse {
  return '$ref' in response ? (components.responses[nameOf(response)] ?? { description: '' }) : response
}
