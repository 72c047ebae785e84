import { inject, test } from 'vitest'
import { page } from 'vitest/browser'
import { furtherViews, look, views } from './looks.tsx'
import { schemes, themes, wear } from './themes.ts'
import '../src/styles.css'
import './pictures.css'

const folder = inject('folder')
const dressed = themes.flatMap((theme) =>
  schemes.flatMap((scheme) => (['comfortable', 'compact'] as const).map((density) => ({ theme, scheme, density }))),
)

for (const { theme, scheme, density } of dressed) {
  // Every theme with the fullest views; the rest of them as they come.
  const shown = theme === 'default' ? [...views, ...furtherViews] : views
  test.for(shown)(`${theme}, ${scheme}, ${density}: $name`, async (view) => {
    document.documentElement.dir = 'ltr'
    document.body.dataset.theme = scheme
    await page.viewport(960, 860)
    wear(theme, scheme)
    await look(view, { density })
    await page.screenshot({ path: `${folder}/${theme}/${view.name}-${scheme}-${density}.png` })
  })
}
