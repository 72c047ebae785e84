import { type Problem, problemOf, type SessionUser } from '@tenantry/core'
import { useProblemText } from '@tenantry/react'
import { useState } from 'react'
import { locales, type themes, usePreferences, useWords } from '../preferences.tsx'
import { navigate } from '../router.tsx'
import { session } from '../session.ts'

/** Who is signed in, the language and the looks. */
export function Menu({ user }: { readonly user: SessionUser | null }) {
  const { words, locale, theme, prefer } = usePreferences()
  const { menu } = words
  return (
    <>
      <button
        className="button quiet icon"
        type="button"
        popoverTarget="menu"
        aria-haspopup="dialog"
        aria-label={menu.title}
      >
        <svg viewBox="0 0 20 20" aria-hidden="true">
          <path d="M3 6h8m4 0h2M3 14h2m4 0h8" />
          <circle cx="13" cy="6" r="2" />
          <circle cx="7" cy="14" r="2" />
        </svg>
      </button>
      <div className="menu" id="menu" popover="auto" role="dialog" aria-label={menu.title}>
        {user && (
          <p>
            {menu.account}
            <strong>{user.email}</strong>
          </p>
        )}
        <Choice
          name="locale"
          label={menu.language}
          value={locale}
          options={locales}
          onChoose={(locale) => prefer({ locale })}
        />
        <Choice
          name="theme"
          label={menu.theme}
          value={theme}
          options={
            { system: menu.system, light: menu.light, dark: menu.dark } satisfies Record<
              (typeof themes)[number],
              string
            >
          }
          onChoose={(theme) => prefer({ theme })}
        />
        {user && <SignOut />}
      </div>
    </>
  )
}

function SignOut() {
  const { app } = useWords()
  const textOfProblem = useProblemText()
  const [problem, setProblem] = useState<Problem | null>(null)

  async function signOut() {
    setProblem(null)
    try {
      await session.signOut()
      // What the page shows is nobody's business any more.
      navigate('/')
    } catch (error) {
      setProblem(problemOf(error))
    }
  }

  return (
    <>
      {problem && (
        <div className="problem" role="alert">
          {textOfProblem(problem)}
        </div>
      )}
      <button className="button" type="button" onClick={signOut}>
        {app.signOut}
      </button>
    </>
  )
}

interface ChoiceProps<Value extends string> {
  readonly name: string
  readonly label: string
  readonly value: Value
  readonly options: Readonly<Record<Value, string>>
  readonly onChoose: (value: Value) => void
}

function Choice<Value extends string>({ name, label, value, options, onChoose }: ChoiceProps<Value>) {
  return (
    <fieldset className="choice">
      <legend>{label}</legend>
      <div>
        {(Object.keys(options) as Value[]).map((option) => (
          <label key={option}>
            <input type="radio" name={name} checked={option === value} onChange={() => onChoose(option)} />
            {options[option]}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
