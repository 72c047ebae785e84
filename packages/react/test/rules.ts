/** Every rule of our layer that applies to something in an element, by its selector. */
export function rulesFor(root: Element): string[] {
  return [...document.styleSheets, ...document.adoptedStyleSheets]
    .flatMap((sheet) => selectorsIn([...sheet.cssRules], false))
    .filter((selector) => root.matches(selector) || root.querySelector(selector))
}

function selectorsIn(rules: readonly CSSRule[], isOurs: boolean): string[] {
  return rules.flatMap((rule) => {
    if (rule instanceof CSSStyleRule) return isOurs ? [rule.selectorText] : []
    if (rule instanceof CSSLayerBlockRule) return selectorsIn([...rule.cssRules], rule.name === 'tenantry')
    if (rule instanceof CSSGroupingRule) return selectorsIn([...rule.cssRules], isOurs)
    return []
  })
}
