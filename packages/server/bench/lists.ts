import { findChromium } from '@tenantry/testing/chromium'
import { createDatabase } from '@tenantry/testing/database'
import { servePage } from '@tenantry/testing/page'
import { type Browser, type CDPSession, chromium, type Page } from 'playwright-core'
import { asOwner } from '../test/scale/as-owner.ts'
import { crowd, crowdOf } from '../test/scale/crowd.ts'
import { median } from './load.ts'
import { tokenFor } from './operations.ts'
import { start } from './process.ts'

const MEMBERS = 10_000
/** The first organization of a crowd has a twentieth of it. */
const CROWD = MEMBERS * 20
const TURNS = 200
const HEAPS = [0, 20, 50, 100, 200]
const NAVIGATIONS = 5

const entry = new URL('../../react/bench/lists.tsx', import.meta.url).pathname

const differences = `ours: MembersList, 25 rows a page, each with a role to choose and a menu. plain: fetch, state and a table with the same 25
rows and nothing to do. everything: the same table with all ${MEMBERS} rows, asked for by the hundred. Script and task are milliseconds that the
main thread has worked; the heap is megabytes after a collection.`

/** Shows the members of a large organization in Chromium, as the widget and as two lists without it, and prints what that takes. */
export async function lists(postgresUrl: string): Promise<void> {
  const database = await createDatabase(postgresUrl)
  const server = await start('our-server.ts', database.url)
  const front = await servePage(entry, server.url)
  const browser = await chromium.launch(await findChromium())
  try {
    await asOwner(database.url, crowdOf(CROWD, server.url))
    const email = crowd.email(2)
    const token = await tokenFor({ subject: `user-of-${email}`, email, issuer: server.url })
    const urlOf = (list: string) =>
      `${front.url}/?${new URLSearchParams({ list, token, organization: crowd.organizationId(1) })}`
    const shows: Record<string, object> = {}
    for (const list of ['ours', 'plain', 'everything']) shows[list] = await showing(browser, urlOf(list))
    const walks = await turning(browser, { ours: urlOf('ours'), plain: urlOf('plain') })
    console.log(`\n${MEMBERS} members in one organization\n${differences}`)
    console.table(shows)
    console.log(`\nOver ${TURNS} page turns`)
    console.table(walks)
  } finally {
    await browser.close()
    await front.close()
    await server.stop()
    await database.drop()
  }
}

/** What it takes until the first row is on the screen, and all that belongs to it; the median of several. */
async function showing(browser: Browser, url: string): Promise<object> {
  const found: Metrics[] = []
  const painted: number[] = []
  for (let count = 0; count < NAVIGATIONS; count++) {
    const { tab, cdp } = await open(browser)
    await tab.goto(url)
    painted.push(await tab.evaluate('window.painted'))
    found.push({ ...(await metricsOf(cdp)), heap: await heapOf(cdp) })
    await tab.context().close()
  }
  const of = (name: keyof Metrics) => rounded(median(found.map((metrics) => metrics[name])))
  return { 'first row painted': rounded(median(painted)), script: of('script'), task: of('task'), heap: of('heap') }
}

interface Walk {
  readonly tab: Page
  readonly cdp: CDPSession
  readonly script: number[]
  readonly task: number[]
  readonly heaps: Record<string, number>
}

/** Turns pages of several lists, one here, one there: whatever else the machine does hits all alike. */
async function turning(browser: Browser, urls: Readonly<Record<string, string>>): Promise<Record<string, object>> {
  const walks: Record<string, Walk> = {}
  for (const [list, url] of Object.entries(urls)) {
    const { tab, cdp } = await open(browser)
    await tab.goto(url)
    await tab.evaluate('window.painted')
    walks[list] = { tab, cdp, script: [], task: [], heaps: {} }
  }
  for (let turn = 0; turn <= TURNS; turn++) {
    for (const { tab, cdp, script, task, heaps } of Object.values(walks)) {
      if (HEAPS.includes(turn)) heaps[`heap at ${turn}`] = await heapOf(cdp)
      if (turn === TURNS) continue
      const before = await metricsOf(cdp)
      await tab.evaluate('window.turn()')
      const after = await metricsOf(cdp)
      script.push(after.script - before.script)
      task.push(after.task - before.task)
    }
  }
  const found: Record<string, object> = {}
  for (const [list, { tab, script, task, heaps }] of Object.entries(walks)) {
    found[list] = {
      'script median': rounded(median(script)),
      'script p95': rounded(percentile(script, 0.95)),
      'task median': rounded(median(task)),
      'task p95': rounded(percentile(task, 0.95)),
      ...heaps,
      'layout shift': rounded(await tab.evaluate<number>(layoutShift)),
    }
    await tab.context().close()
  }
  return found
}

async function open(browser: Browser) {
  const tab = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage()
  const cdp = await tab.context().newCDPSession(tab)
  // What the thread has worked, not what it has waited for: the machine does other things meanwhile.
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' })
  return { tab, cdp }
}

interface Metrics {
  readonly script: number
  readonly task: number
  readonly heap: number
}

async function metricsOf(cdp: CDPSession): Promise<Metrics> {
  const { metrics } = await cdp.send('Performance.getMetrics')
  const of = (wanted: string) => metrics.find(({ name }) => name === wanted)?.value ?? 0
  return { script: of('ScriptDuration') * 1000, task: of('TaskDuration') * 1000, heap: of('JSHeapUsedSize') / 2 ** 20 }
}

async function heapOf(cdp: CDPSession): Promise<number> {
  // Twice: what the first collection has freed may hold something else no longer.
  for (let count = 0; count < 2; count++) await cdp.send('HeapProfiler.collectGarbage')
  return rounded((await metricsOf(cdp)).heap)
}

// Those behind a click count too: the page turns are nothing but clicks.
const layoutShift = `new Promise((resolve) => {
  new PerformanceObserver((list) => resolve(list.getEntries().reduce((sum, { value }) => sum + value, 0)))
    .observe({ type: 'layout-shift', buffered: true })
  setTimeout(() => resolve(0), 1000)
})`

function percentile(values: readonly number[], share: number): number {
  return values.toSorted((one, other) => one - other)[Math.ceil(values.length * share) - 1] ?? 0
}

function rounded(value: number): number {
  return Number(value.toFixed(2))
}
