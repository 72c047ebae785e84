import { join } from 'node:path'
import { mockHandlers } from '@tenantry/core/mocks'
import { bundleForBrowser } from '@tenantry/testing/bundle'
import { getResponse } from 'msw'
import type { Request as Asked, Browser, BrowserContextOptions, Page } from 'playwright-core'
import type { Drawn } from './draw.tsx'
import type { Replies } from './world.tsx'

// No name of a real place, and nothing is asked there: every request is answered here.
const origin = 'https://app.example.com'
const types: Readonly<Record<string, string>> = { js: 'text/javascript', css: 'text/css' }

export interface VisitOptions extends Pick<BrowserContextOptions, 'timezoneId' | 'locale'> {
  readonly replies: Replies
  /** Headers of the page itself. */
  readonly headers?: Readonly<Record<string, string>>
  /** Runs in the page before anything else. */
  readonly before?: () => void
}

/** A page that was opened. */
export interface Visit {
  readonly page: Page
  /** What the browser asked the API, as `METHOD /path`. */
  readonly asked: readonly string[]
  /** Whatever the browser complained of: errors, warnings of React, what its policy refused. */
  readonly complaints: readonly string[]
  close(): Promise<void>
}

/** The pages of a host with the widgets, built once; opened in a browser with a server of replies behind them. */
export async function buildSite(mode: 'development' | 'production') {
  const files = await bundleForBrowser([join(import.meta.dirname, 'browser.tsx')], mode)

  return async function visit(browser: Browser, { html, given }: Drawn, options: VisitOptions): Promise<Visit> {
    const { replies, headers = {}, before, ...contextOptions } = options
    const context = await browser.newContext({ baseURL: origin, ...contextOptions })
    context.setDefaultTimeout(10_000)
    const handlers = mockHandlers(replies)
    const asked: string[] = []
    const complaints: string[] = []
    context.on('weberror', (error) => complaints.push(String(error.error())))
    context.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
    })
    if (before) await context.addInitScript(before)
    await context.route('**/*', async (route, request) => {
      const { pathname } = new URL(request.url())
      const file = files.get(pathname)
      const type = types[pathname.split('.').at(-1) ?? '']
      if (file !== undefined) return route.fulfill({ body: file, contentType: type ?? '' })
      if (pathname === '/') return route.fulfill({ body: pageOf(html, given), contentType: 'text/html', headers })
      asked.push(`${request.method()} ${pathname}`)
      const response = await getResponse(handlers, requestOf(request))
      if (!response) throw new TypeError(`No reply for ${request.method()} ${pathname}`)
      const body = Buffer.from(await response.arrayBuffer())
      await route.fulfill({ status: response.status, headers: Object.fromEntries(response.headers), body })
    })
    const page = await context.newPage()
    await page.goto('/')
    return { page, asked, complaints, close: () => context.close() }
  }
}

function requestOf(asked: Asked): Request {
  const body = asked.postData()
  return new Request(asked.url(), {
    method: asked.method(),
    headers: asked.headers(),
    ...(body !== null && { body }),
  })
}

function pageOf(html: string, given: Drawn['given']): string {
  // Data, which no policy for scripts has anything against.
  const data = JSON.stringify(given).replaceAll('<', '\\u003c')
  return `<!doctype html>
<html lang="${given.locale}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>A page of a host</title>
    <link rel="stylesheet" href="/assets/browser.css" />
    <script type="application/json" id="given">${data}</script>
    <script type="module" src="/assets/browser.js"></script>
  </head>
  <body><div id="root">${html}</div></body>
</html>`
}
