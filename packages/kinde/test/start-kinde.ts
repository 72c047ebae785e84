import { type KindeFake, type KindeFakeOptions, kindeFake, type ServedFake, serveFake } from '@tenantry/fakes'
import { loadSpec, specChecker } from '@tenantry/testing/spec'
import { afterAll, expect } from 'vitest'
import { type KindeOptions, kinde } from '../src/kinde.ts'
import { knownDefects } from './known-defects.ts'

export interface RunningKinde extends ServedFake {
  readonly fake: KindeFake
  /** An adapter for it. */
  adapter(options?: Partial<KindeOptions>): ReturnType<typeof kinde>
}

const spec = loadSpec('kinde.yaml')
const check = spec && specChecker(spec, { outside: / \/(?!api\/v1\/)/, defects: knownDefects })

/** Serves a Kinde of its own, and at the end holds everything that was said against Kinde's specification. */
export async function startKinde(options: Partial<KindeFakeOptions> = {}): Promise<RunningKinde> {
  let fake: KindeFake | undefined
  const served = await serveFake(async (url) => {
    fake = await kindeFake({ url, ...options })
    return fake
  })
  if (!fake) throw new Error('the fake was not made')
  const { url } = served
  const credentials = { domain: url, clientId: 'm2m', clientSecret: 'm2m-secret', audience: 'https://api.example.com' }
  return { ...served, fake, adapter: (own) => kinde({ ...credentials, deadlineMs: 4000, ...own }) }
}

/** Stops it, and proves that nothing was said that Kinde does not document. */
export async function stopKinde({ exchanges, stop }: RunningKinde): Promise<void> {
  await stop()
  if (!check) return
  const { requests, responses, violations } = check(exchanges)
  console.info(`Checked against kinde.yaml: ${requests} requests, ${responses} responses`)
  expect(violations).toEqual([])
}

/** Serves a Kinde for all tests of a file. */
export async function kindeForFile(options?: Partial<KindeFakeOptions>): Promise<RunningKinde> {
  const running = await startKinde(options)
  afterAll(() => stopKinde(running))
  return running
}
