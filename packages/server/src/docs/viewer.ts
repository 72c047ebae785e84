import { escapeHtml } from '../mail/templates/layout.ts'
import { htmlPage, paths } from './page.ts'

/** One file of a viewer, as it is and compressed. */
export interface ViewerFile {
  readonly type: string
  readonly body: Uint8Array<ArrayBuffer>
  readonly gzip: Uint8Array<ArrayBuffer>
}

/**
 * What draws the documentation at `/docs` with scripts; `swaggerUi()` of `@tenantry/server/node` is one. Its scripts draw into the
 * element `viewer` what `/openapi.json` says, under a policy that lets nothing in from elsewhere and no inline style or script.
 */
export interface DocsViewer {
  /** Reads its files, by name, in the order in which the page loads them; asked once. @throws Error when one cannot be read */
  files(): Promise<Readonly<Record<string, ViewerFile>>>
}

/** Renders the page that a viewer draws on. */
export function viewerPage(title: string, files: readonly string[]): string {
  const name = `${escapeHtml(title)} API`
  return htmlPage({
    title: `${title} API`,
    styles: files.filter((path) => path.endsWith('.css')),
    scripts: files.filter((path) => path.endsWith('.js')),
    body: `<header class="brand"><img src="${paths.icon}" alt="" width="28" height="28"> <strong>${name}</strong>
<nav aria-label="Other forms"><a href="${paths.reference}">Reference</a> <a href="${paths.document}">OpenAPI</a></nav></header>
<main id="viewer"><noscript><p>This page needs scripts; the <a href="${paths.reference}">reference</a> does not.</p></noscript></main>`,
  })
}
