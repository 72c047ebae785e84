import { Suspense, use, useEffect, useState } from 'react'
import { Desk } from './desk.tsx'
import { type Network, type Server, startServer } from './server.ts'

export interface LiveProps {
  /** Whose browsers stand there at first. */
  readonly people: readonly string[]
  /** How the way to the server is. */
  readonly network: Network
  /** What has happened before. */
  readonly prepare: (server: Server) => Promise<void>
}

/** Starts a server in this tab for as long as the story is shown, with people before it. */
export function Live({ prepare, ...props }: LiveProps) {
  // Here, for what waits for it keeps no state while it waits.
  const [starting] = useState(async () => {
    const server = await startServer()
    await prepare(server)
    return server
  })
  useEffect(
    () => () => {
      void starting.then((server) => server.stop())
    },
    [starting],
  )
  return (
    <Suspense fallback={<p role="status">PostgreSQL and the server are starting in this tab …</p>}>
      <Started starting={starting} {...props} />
    </Suspense>
  )
}

type StartedProps = Omit<LiveProps, 'prepare'> & { readonly starting: Promise<Server> }

function Started({ starting, people, network }: StartedProps) {
  const server = use(starting)
  useEffect(() => server.setNetwork(network), [server, network])
  return <Desk server={server} people={people} />
}
