import { TenantryProvider } from '@tenantry/react'
import { type ComponentType, useMemo } from 'react'
import { ForgotPassword } from './pages/forgot-password.tsx'
import { Gate, inside } from './pages/gate.tsx'
import { Landing } from './pages/landing.tsx'
import { NotFound } from './pages/not-found.tsx'
import { ResetPassword } from './pages/reset-password.tsx'
import { SignIn } from './pages/sign-in.tsx'
import { SignUp } from './pages/sign-up.tsx'
import { VerificationFailed } from './pages/verification-failed.tsx'
import { usePreferences } from './preferences.tsx'
import { navigate, usePath } from './router.tsx'
import { session } from './session.ts'
import { Footer } from './ui/footer.tsx'
import { Header } from './ui/header.tsx'
import { useFollowSession } from './use-user.ts'

const pages: Readonly<Record<string, ComponentType>> = {
  '/': Landing,
  '/sign-in': SignIn,
  '/sign-up': SignUp,
  '/forgot-password': ForgotPassword,
  '/reset-password': ResetPassword,
  // The server draws this page where it refuses the link of a mail.
  '/api/auth/verify-email': VerificationFailed,
}

/** The host app: its own pages, and the widgets of Tenantry between them. */
export function App() {
  const { locale, theme } = usePreferences()
  const appearance = useMemo(() => ({ theme }), [theme])
  return (
    <TenantryProvider session={session} locale={locale} appearance={appearance} onNavigate={navigate}>
      <Frame />
    </TenantryProvider>
  )
}

function Frame() {
  const path = usePath()
  const Page = path in inside ? Gate : (pages[path] ?? NotFound)
  useFollowSession()
  return (
    <>
      <Header />
      <main id="main">
        <Page />
      </main>
      <Footer />
    </>
  )
}
