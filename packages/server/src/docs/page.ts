import { escapeHtml } from '../mail/templates/layout.ts'

/** Where the documentation lies. */
export const paths = {
  document: '/openapi.json',
  viewer: '/docs',
  reference: '/redoc',
  style: '/docs/page.css',
  icon: '/docs/icon.svg',
} as const

interface Page {
  readonly title: string
  readonly styles: readonly string[]
  readonly scripts?: readonly string[]
  readonly body: string
}

/** Writes a page of the documentation, everything that it loads named by its address. */
export function htmlPage({ title, styles, scripts = [], body }: Page): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="${paths.icon}" type="image/svg+xml">
${styles.map((href) => `<link rel="stylesheet" href="${href}">`).join('\n')}
${scripts.map((src) => `<script defer src="${src}"></script>`).join('\n')}
</head>
<body>
${body}
</body>
</html>
`
}
