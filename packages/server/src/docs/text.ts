import type { OpenApiOperation, Reference } from '@tenantry/core/openapi'
import { escapeHtml } from '../mail/templates/layout.ts'

/** One operation and where it lies. */
export interface Entry {
  readonly method: string
  readonly path: string
  readonly operation: OpenApiOperation
}

/** The last part of a reference: the name of the component. */
export function nameOf({ $ref }: Reference): string {
  return $ref.slice($ref.lastIndexOf('/') + 1)
}

/** Writes a line of Markdown as HTML; of Markdown our texts use code alone. */
export function prose(text: string): string {
  return escapeHtml(text).replace(/`([^`]+)`/g, '<code>$1</code>')
}

/** Writes several paragraphs of Markdown as HTML. */
export function paragraphs(text: string): string {
  return text
    .split('\n\n')
    .map((paragraph) => `<p>${prose(paragraph)}</p>`)
    .join('')
}

/** Writes an operation as its method and its path, which may break before each of its parts. */
export function headline({ method, path }: Entry): string {
  const parts = escapeHtml(path).replaceAll('/', '<wbr>/')
  return `<span class="method ${method}">${method.toUpperCase()}</span> <code>${parts}</code>`
}
