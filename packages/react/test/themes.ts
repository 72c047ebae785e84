import clay from '../src/themes/clay.css?inline'
import graphite from '../src/themes/graphite.css?inline'
import ledger from '../src/themes/ledger.css?inline'
import shadcn from '../src/themes/shadcn.css?inline'
import host from './shadcn-host.css?inline'

/** What a host imports besides our style sheet; for shadcn, what such a host has itself comes first. */
const sheets = { default: [], graphite: [graphite], clay: [clay], ledger: [ledger], shadcn: [host, shadcn] } as const

export type Theme = keyof typeof sheets

export const themes = Object.keys(sheets) as Theme[]
export const schemes = ['light', 'dark'] as const

/** Dresses the page in a theme, as if its host had imported it, until the next one. */
export function wear(theme: Theme, scheme: (typeof schemes)[number] = 'light'): void {
  document.adoptedStyleSheets = sheets[theme].map((text) => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(text)
    return sheet
  })
  document.documentElement.classList.toggle('dark', scheme === 'dark')
}
