import { type ChildProcess, spawn } from 'node:child_process'

/** Ends a server, and removes its folder, when the tests die, however they die: the pipe to them closes then. */
export function guard(server: ChildProcess, folder?: string): void {
  const removal = folder ? `; rm -rf '${folder}'` : ''
  const script = `cat; kill -QUIT ${server.pid}${removal}`
  const watcher = spawn('sh', ['-c', script], { stdio: ['pipe', 'ignore', 'ignore'], detached: true })
  watcher.unref()
  server.once('exit', () => watcher.kill())
}
