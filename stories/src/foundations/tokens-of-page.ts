/** A token of the widgets, as the style sheet says it. */
export interface Token {
  /** What a host sets, such as `--tenantry-border`. */
  readonly name: string
  /** The property inside the style sheet that takes it. */
  readonly taker: string
  /** What holds when it is not set. */
  readonly value: string
}

/** Reads off the page's style sheets which tokens a host may set. */
export function tokensOfPage(): Token[] {
  const rules = [...document.styleSheets].flatMap(({ cssRules }) => styleRules(cssRules))
  const widgets = rules.filter(({ selectorText }) => selectorText === '.tenantry-root')
  const tokens = widgets.flatMap(({ style }) =>
    [...style].flatMap((taker) => read(taker, style.getPropertyValue(taker)) ?? []),
  )
  return [...new Map(tokens.map((token) => [token.name, token])).values()]
}

function styleRules(rules: CSSRuleList): CSSStyleRule[] {
  return [...rules].flatMap((rule) => {
    if (rule instanceof CSSStyleRule) return [rule]
    if (rule instanceof CSSImportRule) return rule.styleSheet ? styleRules(rule.styleSheet.cssRules) : []
    return rule instanceof CSSLayerBlockRule ? styleRules(rule.cssRules) : []
  })
}

const VARIABLE = /^var\( ?(--[\w-]+) ?, ?(.+?) ?\)$/

// `var(--tenantry-border, var(--_host-border, #eee))`: the outermost name is what a host sets, what is innermost holds.
function read(taker: string, text: string): Token | null {
  const [, name, rest] = VARIABLE.exec(text.trim().replace(/\s+/g, ' ')) ?? []
  if (!taker.startsWith('--') || !name?.startsWith('--tenantry-') || !rest) return null
  let value = rest
  for (let inner = VARIABLE.exec(value); inner?.[2]; inner = VARIABLE.exec(value)) value = inner[2]
  return { name, taker, value }
}
