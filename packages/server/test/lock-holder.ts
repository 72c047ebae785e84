import { enterAlone, type Leave } from '../src/database/enter-alone.ts'
import { lockFolder } from '../src/database/folder-lock.ts'

// Runs as a process of its own: takes a folder when it is told to, and holds it until it is told otherwise, or killed.
export interface Order {
  readonly take?: 'lock' | 'enter'
  readonly folder: string
}

let leave: Leave | null = null

process.on('message', async ({ take, folder }: Order) => {
  if (take === 'lock') leave = await lockFolder(folder).catch(() => null)
  else if (take === 'enter') leave = await enterAlone(folder)
  else await leave?.()
  process.send?.(take === undefined ? 'left' : leave ? 'holds it' : 'refused')
})
process.on('disconnect', () => process.exit())
