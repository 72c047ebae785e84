import type { CSSProperties } from 'react'
import { choices } from '../looks.ts'
import { type Token, tokensOfPage } from './tokens-of-page.ts'

/** What a theme sets: each token with what holds without one, in light and dark, as the chosen theme has it. */
export function Tokens() {
  return (
    <article className="inventory">
      <h1>Tokens</h1>
      <p>
        Set them in CSS on any element around a widget; over those of a theme, on <code>.tenantry-root</code>, as the
        themes do. The samples wear the theme that the toolbar says.
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">Token</th>
            <th scope="col">Where it is not set</th>
            {choices.scheme.map((scheme) => (
              <th scope="col" key={scheme}>
                {scheme}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {tokensOfPage().map((token) => (
            <tr key={token.name}>
              <th scope="row">
                <code>{token.name}</code>
              </th>
              <td>
                <code>{token.value}</code>
              </td>
              {choices.scheme.map((scheme) => (
                <td key={scheme}>
                  <span className="tenantry-root" data-tenantry-theme={scheme}>
                    <Sample {...token} />
                  </span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </article>
  )
}

/** How a token is shown, by a part of its name; the rest are colours. */
const samples: Readonly<Record<string, (value: string) => CSSProperties>> = {
  radius: (value) => ({ borderRadius: value, blockSize: '2.5rem', background: 'var(--_subtle)' }),
  shadow: (value) => ({ boxShadow: value, background: 'var(--_background)' }),
  weight: (value) => ({ fontWeight: value, border: 0 }),
  size: (value) => ({ fontSize: value, border: 0 }),
  font: (value) => ({ fontFamily: value, border: 0 }),
  space: (value) => ({ inlineSize: value }),
  height: (value) => ({ blockSize: value }),
  tint: (value) => ({ opacity: value, background: 'var(--_primary)' }),
}

function Sample({ name, taker }: Token) {
  const [part, styleOf] = Object.entries(samples).find(([part]) => name.includes(part)) ?? []
  const value = `var(${taker})`
  return (
    <span className="sample" style={styleOf?.(value) ?? { background: value }}>
      {['weight', 'size', 'font'].includes(part ?? '') && 'Ada'}
    </span>
  )
}
