import type { Decorator } from '@storybook/react-vite'
import { createContext, type ReactNode, use, useLayoutEffect, useMemo } from 'react'
import { wear } from '../../packages/react/test/themes.ts'
import { type Look, lookOf, usual } from './looks.ts'

const LookContext = createContext(usual)

/** Reads what the toolbar says, as the provider wants it. */
export function useLook() {
  const { locale, scheme, density } = use(LookContext)
  const appearance = useMemo(() => ({ theme: scheme, density }), [scheme, density])
  return { locale, appearance }
}

/** Puts the page of a host around a story: its theme, language and direction. */
export const withPage: Decorator = (Story, { globals }) => (
  <Page look={lookOf(globals)}>
    <Story />
  </Page>
)

const RIGHT_TO_LEFT = ['ar']

function Page({ look, children }: { readonly look: Look; readonly children: ReactNode }) {
  const { theme, scheme, locale, direction } = look
  useLayoutEffect(() => wear(theme, scheme), [theme, scheme])
  const isRightToLeft = direction === 'rtl' || RIGHT_TO_LEFT.includes(locale)
  return (
    <LookContext value={look}>
      <div
        className="page tenantry-root"
        data-tenantry-theme={scheme}
        dir={isRightToLeft ? 'rtl' : 'ltr'}
        lang={locale}
      >
        {children}
      </div>
    </LookContext>
  )
}
