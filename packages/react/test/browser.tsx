import { createClient } from '@tenantry/core'
import { type ReactNode, useEffect } from 'react'
import { createRoot, hydrateRoot } from 'react-dom/client'
import { type Given, Page } from './page.tsx'
import '../src/styles.css'

interface TakenProps {
  readonly root: HTMLElement
  readonly children: ReactNode
}

/** Says when the page is the browser's, and its effects have run. */
function Taken({ root, children }: TakenProps) {
  useEffect(() => {
    root.dataset.takenOver = ''
  }, [root])
  return children
}

const given: Given = JSON.parse(document.getElementById('given')?.textContent ?? '')
const root = document.getElementById('root')
if (root) {
  const page = (
    <Taken root={root}>
      <Page {...given} client={createClient()} />
    </Taken>
  )
  if (root.hasChildNodes()) hydrateRoot(root, page)
  else createRoot(root).render(page)
}
