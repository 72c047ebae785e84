import { betterAuthSession } from '@tenantry/better-auth/client'
import { createClient, createOnboarding, type OnboardingState, problemOf } from '@tenantry/core'
import { createTranslator } from '@tenantry/core/messages'
import { en } from '@tenantry/core/messages/en'
import { draw } from './screen.ts'
import { screenOf } from './screens.ts'
import './styles.css'

const session = betterAuthSession()
const client = createClient({ getToken: () => session.getToken() })
const flow = createOnboarding({ client, session, token: takeToken() })
const { t } = createTranslator('en', en)
const main = document.querySelector('main') ?? document.body

let shown: OnboardingState['name'] | undefined

flow.$state.subscribe((state) => {
  const screen = screenOf(state, { flow, session, t })
  const typed = new FormData(main.querySelector('form') ?? undefined)
  main.dataset.state = state.name
  main.replaceChildren(draw(screen, say))
  // What was typed stays through a refusal; where one gets to is read out.
  if (state.name === shown && (screen.isBusy || screen.problem)) keep(typed)
  else if (shown && shown !== 'loading') main.querySelector('h1')?.focus()
  if (state.name === 'done') void showMembers(state.organization.id)
  shown = state.name
})
flow.start()

async function showMembers(organizationId: string) {
  // That of this screen: by the time the answer is there, another may be shown to somebody else.
  const list = main.querySelector('ul')
  const lines = await client.members.list({ params: { organizationId } }).then(
    ({ members }) => members.map(({ full_name, email, role }) => `${full_name || email}, ${role}`),
    (error: unknown) => [say(error)],
  )
  list?.append(...lines.map(rowOf))
}

function rowOf(text: string): HTMLElement {
  const row = document.createElement('li')
  row.textContent = text
  return row
}

function keep(typed: FormData) {
  for (const field of main.querySelectorAll('input')) field.value = String(typed.get(field.name) ?? field.value)
}

function say(error: unknown): string {
  const { code, retryAfter } = problemOf(error)
  if (code === 'RATE_LIMITED' && retryAfter) return t('common.limitedSeconds', { count: retryAfter })
  return t(`errors.${code}`)
}

/** Reads the token of an invitation link, and takes it out of the address: there it ends up in histories and bookmarks. */
function takeToken(): string | null {
  const token = new URLSearchParams(location.hash.slice(1)).get('token')
  if (token) history.replaceState(null, '', location.pathname)
  return token
}
