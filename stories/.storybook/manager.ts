import { addons } from 'storybook/manager-api'
import { create } from 'storybook/theming'

addons.setConfig({
  theme: create({
    base: 'light',
    brandTitle: 'Tenantry',
    brandUrl: './',
    brandTarget: '_self',
    colorPrimary: '#4a4fc4',
    colorSecondary: '#4a4fc4',
    appBg: '#f6f7fb',
    appBorderRadius: 10,
    fontBase: 'ui-sans-serif, system-ui, "Segoe UI", Roboto, "Helvetica Neue", sans-serif',
  }),
  sidebar: { showRoots: true },
})
