import addonA11y from '@storybook/addon-a11y'
import addonDocs from '@storybook/addon-docs'
import { definePreview } from '@storybook/react-vite'
import { configure, expect, spyOn } from 'storybook/test'
import { languages } from '../src/languages.ts'
import { BESIDE, choices, usual } from '../src/looks.ts'
import { withPage } from '../src/page.tsx'
import '@tenantry/react/styles.css'
import './preview.css'

// A busy machine is slow, not wrong.
configure({ asyncUtilTimeout: 15_000 })

export default definePreview({
  addons: [addonA11y(), addonDocs()],
  tags: ['autodocs'],
  decorators: [withPage],
  // To a widget, a reply that is missing is a lost connection: the story would show another state than the one that it is named after.
  beforeEach: () => void spyOn(console, 'warn'),
  afterEach: () => expect(console.warn).not.toHaveBeenCalledWith(expect.stringContaining('There is no reply')),
  initialGlobals: usual,
  globalTypes: {
    theme: { description: 'Theme', toolbar: { icon: 'paintbrush', dynamicTitle: true, items: [...choices.theme] } },
    scheme: {
      description: 'Light or dark',
      toolbar: { icon: 'contrast', dynamicTitle: true, items: [...choices.scheme] },
    },
    density: {
      description: 'Density',
      toolbar: { icon: 'component', dynamicTitle: true, items: [...choices.density] },
    },
    locale: {
      description: 'Language',
      toolbar: {
        icon: 'globe',
        dynamicTitle: true,
        items: Object.entries(languages).map(([value, { name }]) => ({ value, title: name, right: value })),
      },
    },
    direction: {
      description: 'Direction: that of the language, or right to left',
      toolbar: { icon: 'transfer', dynamicTitle: true, items: [...choices.direction] },
    },
  },
  parameters: {
    layout: 'fullscreen',
    controls: { expanded: true },
    docs: {
      toc: true,
      stories: { filter: ({ tags }: { readonly tags?: readonly string[] }) => !tags?.includes(BESIDE) },
    },
    options: { storySort: { order: ['Introduction', 'Foundations', 'Arriving', 'Choosing', 'Managing', 'Live'] } },
    viewport: {
      options: {
        phone: { name: 'Phone', styles: { width: '375px', height: '812px' } },
        tablet: { name: 'Tablet', styles: { width: '768px', height: '1024px' } },
        desktop: { name: 'Desktop', styles: { width: '1280px', height: '900px' } },
      },
    },
    a11y: {
      test: 'error',
      options: {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        // A widget is not a whole page: the host has the landmarks around it.
        rules: { region: { enabled: false } },
      },
    },
  },
})
