import { useState, useSyncExternalStore } from 'react'
import { Browser } from './browser.tsx'
import type { Letter, Mailbox } from './mailbox.ts'
import type { Server } from './server.ts'

export interface DeskProps {
  readonly server: Server
  /** Whose browsers stand there at first. */
  readonly people: readonly string[]
}

interface Opened {
  readonly email: string
  readonly token: string | null
}

/** The browsers of several people, and the mails between them: a link opens in the browser of whom it was sent to. */
export function Desk({ server, people }: DeskProps) {
  const [browsers, setBrowsers] = useState<readonly Opened[]>(() => people.map((email) => ({ email, token: null })))
  const open = ({ to, token }: Letter) =>
    setBrowsers((before) => [...before.filter(({ email }) => email !== to), { email: to, token }])
  return (
    <div className="desk">
      {browsers.map(({ email, token }) => (
        <Browser key={`${email} ${token}`} server={server} email={email} token={token} />
      ))}
      <Mails mailbox={server.mailbox} onOpen={open} />
    </div>
  )
}

function Mails({ mailbox, onOpen }: { readonly mailbox: Mailbox; readonly onOpen: (letter: Letter) => void }) {
  const letters = useSyncExternalStore(mailbox.subscribe, mailbox.get)
  return (
    <section className="mails" aria-label="Mails">
      <p className="browser-bar">Mails that the server has sent</p>
      {letters.length === 0 && <p>None yet: invite somebody.</p>}
      <ul>
        {letters.map((letter) => (
          <li key={letter.id}>
            <span>
              {letter.subject} <small>to {letter.to}</small>
            </span>
            {letter.token && (
              <button type="button" onClick={() => onOpen(letter)}>
                Open as {letter.to}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
