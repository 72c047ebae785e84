import { type InvitationDraft, type InvitationResult, type Problem, problemOf } from '@tenantry/core'
import { useRef, useState } from 'react'
import { createGatekeeper } from '../actions/one-at-a-time.ts'
import { useWidget } from '../ui/widget.tsx'
import type { Invited } from './batches.ts'
import { addChips, type Chip, settleChips, textOf } from './chips.ts'
import { type Recipient, recipientsIn } from './recipients.ts'

const none: readonly never[] = []

/** What an invite box holds, and what can be done with it. */
export type InviteBox = ReturnType<typeof useInviteBox>

/** Holds the people to invite until they are sent; kept outside of a dialog, it outlives its closing. */
export function useInviteBox() {
  const { t } = useWidget().translator
  const [oneAtATime] = useState(createGatekeeper)
  const [chips, setChips] = useState<readonly Chip[]>(none)
  // What a batch has settled must not come back with what is typed before React has rendered it.
  const latest = useRef(chips)
  const [text, setText] = useState('')
  const [chosen, choose] = useState<string | null>(null)
  const [said, setSaid] = useState('')
  const [error, setError] = useState('')
  const [problem, setProblem] = useState<Problem | null>(null)
  const [results, setResults] = useState<readonly InvitationResult[]>(none)
  const [progress, setProgress] = useState<{ readonly done: number; readonly count: number } | null>(null)
  // The role of a chip that was turned back into text.
  const mended = useRef<string>(undefined)

  function put(next: readonly Chip[]) {
    latest.current = next
    setChips(next)
    return next
  }

  function add(found: readonly Recipient[]) {
    const before = latest.current.length
    const all = put(addChips(latest.current, found, found.length === 1 ? mended.current : undefined))
    const twice = found.length - (all.length - before)
    setSaid(twice > 0 ? t('invite.twice', { count: twice }) : '')
    setError('')
    mended.current = undefined
    return all
  }

  function commit() {
    setText('')
    return add(recipientsIn(text))
  }

  return {
    chips,
    text,
    chosen,
    choose,
    /** News of the box itself, in words. */
    said,
    error,
    problem,
    results,
    /** How many of how many have a result; null while nothing is sent. */
    progress,
    /** How many would be sent now. */
    ready: addChips(chips, recipientsIn(text)).filter(({ isWrong }) => !isWrong).length,
    add,
    commit,
    type(value: string) {
      setText(value)
      setError('')
      if (!value) mended.current = undefined
    },
    edit(chip: Chip) {
      put(addChips(latest.current, recipientsIn(text)).filter(({ key }) => key !== chip.key))
      setText(textOf(chip))
      mended.current = chip.role
    },
    remove: ({ key }: Chip) => put(latest.current.filter((held) => held.key !== key)),
    assign: ({ key }: Chip, role: string | undefined) =>
      put(latest.current.map((held) => (held.key === key ? { ...held, role, code: undefined } : held))),
    /** Takes what became of some of them. */
    hear(batch: readonly InvitationResult[]) {
      setResults((now) => [...now, ...batch])
      put(settleChips(latest.current, batch))
      setProgress((now) => now && { ...now, done: now.done + batch.length })
    },
    /** Sends who is an address, what is still in the field too; answers false when there is nobody. */
    submit: (role: string, send: (people: readonly InvitationDraft[]) => Promise<Invited | null | undefined>) =>
      oneAtATime('send', async () => {
        const all = commit()
        const people = all
          .filter(({ isWrong }) => !isWrong)
          .map(({ email, role: own }) => ({ email, role: own ?? role }))
        setResults(none)
        setProblem(null)
        if (people.length === 0) {
          setError(t(all.length > 0 ? 'invite.noneValid' : 'form.emails'))
          return false
        }
        setProgress({ done: 0, count: people.length })
        const stopped = await send(people).then(
          (sent) => sent?.stopped,
          (failure: unknown) => failure,
        )
        setProblem(stopped ? problemOf(stopped) : null)
        setProgress(null)
        return true
      }),
  }
}
