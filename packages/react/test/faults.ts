import { en } from '@tenantry/core/messages/en'
import axe from 'axe-core'
import { expect } from 'vitest'

const keys = Object.entries(en).flatMap(([group, texts]) => Object.keys(texts).map((name) => `${group}.${name}`))

/** Fails on anything that axe finds against WCAG 2.2 AA, or in its best practices for parts of a page; and on texts without words. */
export async function expectNoFaults(root: Element = document.body): Promise<void> {
  endAnimations()
  expect(keys.filter((key) => root.outerHTML.includes(key))).toEqual([])
  const { violations } = await axe.run(root, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    // A widget is not a whole page: the host has the landmarks around it.
    rules: { region: { enabled: false } },
    resultTypes: ['violations'],
  })
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => ({ id, html, failureSummary })),
  )
  expect(found).toEqual([])
}

/** Fails on inline styles, and on style elements that rendering has brought. */
export function expectNoInlineStyles(): void {
  expect([...document.body.querySelectorAll('[style], style')].map(({ outerHTML }) => outerHTML)).toEqual([])
}

/** A colour that is still fading in has too little contrast, and means nothing. */
function endAnimations(): void {
  for (const animation of document.getAnimations()) {
    if (animation.effect?.getComputedTiming().iterations !== Infinity) animation.finish()
  }
}
