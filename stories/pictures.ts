import { mkdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findChromium } from '@tenantry/testing/chromium'
import { type Browser, chromium } from 'playwright-core'
import { preview } from 'vite'

/**
 * Takes a picture of every story of the built site, to be looked at; with words behind it, of those whose ids contain one of them:
 * `pnpm --filter @tenantry/stories pictures memberslist`. They come to the folder PICTURES.
 */
const folder = process.env.PICTURES ?? join(tmpdir(), 'tenantry-pictures')
const words = process.argv.slice(2)
const index: Index = JSON.parse(await readFile(join(import.meta.dirname, 'dist/index.json'), 'utf8'))
const stories = Object.values(index.entries).filter(
  ({ id, type }) => type === 'story' && (words.length === 0 || words.some((word) => id.includes(word))),
)
const widths: Readonly<Record<string, number>> = { phone: 375, live: 1500, 'at-a-glance': 1280 }

const site = await preview({ root: import.meta.dirname, logLevel: 'warn', preview: { host: '127.0.0.1', port: 0 } })
const browser = await chromium.launch(await findChromium())
try {
  await mkdir(folder, { recursive: true })
  for (const { id } of stories) console.info(await take(browser, id))
} finally {
  await browser.close()
  await site.close()
}

async function take(from: Browser, id: string): Promise<string> {
  const width = Object.entries(widths).find(([part]) => id.includes(part))?.[1] ?? 900
  const page = await from.newPage({
    viewport: { width, height: 800 },
    deviceScaleFactor: 2,
    reducedMotion: 'reduce',
  })
  await page.goto(new URL(`iframe.html?id=${id}&viewMode=story`, site.resolvedUrls?.local[0]).href)
  const phase = await (await page.waitForFunction(ended)).jsonValue()
  const path = join(folder, `${id}.png`)
  await page.screenshot({ path, fullPage: true })
  await page.close()
  return `${phase} ${path}`
}

/** Runs in the page: how the story ended, once it has. */
function ended(): string | undefined {
  const { __STORYBOOK_PREVIEW__: shown } = globalThis as { __STORYBOOK_PREVIEW__?: Preview }
  const phase = shown?.currentRender?.phase
  return phase && ['finished', 'errored', 'aborted'].includes(phase) ? phase : undefined
}

/** What the built site says of its stories. */
interface Index {
  readonly entries: Readonly<Record<string, { readonly id: string; readonly type: 'story' | 'docs' }>>
}

interface Preview {
  readonly currentRender?: { readonly phase?: string }
}
