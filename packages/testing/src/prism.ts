import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { freePort } from './free-port.ts'
import { guard } from './guard.ts'
import { specFile } from './spec/load-spec.ts'

/** A server that Prism made of a provider's official specification: it judges every request, and answers with what stands there. */
export interface Prism {
  readonly url: string
  stop(): Promise<void>
}

/**
 * Starts Prism, which the variable PRISM names, on a specification; null, and a line that says so, where one of them is not at hand.
 * It weighs 90 MB in 185 packages, too much to install for everybody:
 * `npm install --prefix <folder> @stoplight/prism-cli@5.14.2`, then `PRISM=<folder>/node_modules/.bin/prism`.
 * @throws Error with what it wrote when it ends before it listens
 */
export async function startPrism(spec: string): Promise<Prism | null> {
  const { PRISM } = process.env
  const file = PRISM ? specFile(spec) : null
  if (!PRISM || !file) {
    console.info(`Not held against a server made of ${spec}: ${PRISM ? 'it is not at hand' : 'PRISM names no Prism'}`)
    return null
  }
  const port = await freePort()
  const child = spawn(PRISM, ['mock', file, '--port', String(port)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  guard(child)
  const ended = once(child, 'close')
  const listening = Promise.withResolvers<void>()
  let written = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      if (written.length < 10_000) written += chunk
      if (chunk.includes('Prism is listening')) listening.resolve()
    })
  ended.then(() => listening.reject(new Error(`Prism ended: ${written}`)), listening.reject)
  await listening.promise
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}
