import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '@tenantry/react/styles.css'
import './styles.css'
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
