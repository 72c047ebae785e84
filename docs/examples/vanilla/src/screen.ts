import type { Problem } from '@tenantry/core'

/** What somebody sees, as data. */
export interface Screen {
  readonly title: string
  readonly text?: string
  readonly facts?: readonly string[]
  readonly fields?: readonly Field[]
  /** Buttons; where there are fields, the first one sends them. */
  readonly acts?: readonly Act[]
  readonly problem?: Problem | null
  readonly isBusy?: boolean
}

export interface Field {
  readonly name: string
  readonly label: string
  readonly type?: 'text' | 'email' | 'password'
  readonly value?: string
  readonly autocomplete?: AutoFill
  readonly minLength?: number
  /** @default true */
  readonly required?: boolean
}

export interface Act {
  readonly label: string
  /** Called with what is in the fields; what it throws is said. */
  readonly run: (values: Readonly<Record<string, string>>) => unknown
}

/** Makes elements of a screen; `say` words what went wrong. */
export function draw(
  { title, text, facts = [], problem, ...screen }: Screen,
  say: (error: unknown) => string,
): HTMLElement {
  const heading = element('h1', { textContent: title, tabIndex: -1 })
  const alert = element('p', { role: 'alert', textContent: problem ? say(problem.cause) : '' })
  const list = element('ul')
  list.append(...facts.map((textContent) => element('li', { textContent })))
  const form = formOf(screen, (error) => {
    alert.textContent = say(error)
  })
  const section = element('section', { ariaBusy: String(screen.isBusy ?? false) })
  section.append(heading, element('p', { textContent: text ?? '' }), list, alert, form)
  return section
}

function formOf(
  { fields = [], acts = [], isBusy = false }: Omit<Screen, 'title'>,
  fail: (error: unknown) => void,
): HTMLFormElement {
  const form = element('form')
  const run = async (act: Act | undefined) => {
    const values = Object.fromEntries(new FormData(form)) as Record<string, string>
    await Promise.resolve(act?.run(values)).catch(fail)
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void run(acts[0])
  })
  const buttons = acts.map((act, index) => {
    const isSubmit = index === 0
    const button = element('button', { type: isSubmit ? 'submit' : 'button', textContent: act.label, disabled: isBusy })
    if (!isSubmit) button.addEventListener('click', () => void run(act))
    return button
  })
  form.append(...fields.map(labelled), ...buttons)
  return form
}

function labelled({ label, ...field }: Field): HTMLElement {
  const around = element('label', { textContent: label })
  around.append(element('input', { type: 'text', required: true, ...field }))
  return around
}

function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Partial<HTMLElementTagNameMap[Tag]> = {},
): HTMLElementTagNameMap[Tag] {
  return Object.assign(document.createElement(tag), properties)
}
