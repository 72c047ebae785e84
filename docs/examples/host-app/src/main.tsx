import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './styles.css'
import '@tenantry/react/styles.css'
import { App } from './app.tsx'
import { PreferencesProvider } from './preferences.tsx'

const root = document.getElementById('root')
if (root)
  createRoot(root).render(
    <StrictMode>
      <PreferencesProvider>
        <App />
      </PreferencesProvider>
    </StrictMode>,
  )
