import { type ReactNode, useEffect, useRef } from 'react'
import { useWords } from '../preferences.tsx'

export interface CardProps {
  readonly title: string
  readonly text?: string
  readonly footer?: ReactNode
  readonly children?: ReactNode
}

let isFirst = true

/** A page that says one thing and asks for one thing. */
export function Card({ title, text, footer, children }: CardProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  const { name } = useWords().app
  useEffect(() => {
    // The browser announces the first page by itself; those after it are announced by their title.
    if (!isFirst) heading.current?.focus()
    isFirst = false
  }, [])

  return (
    <section className="card">
      <title>{`${title} · ${name}`}</title>
      <header>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {text && <p>{text}</p>}
      </header>
      {children}
      {footer && <footer>{footer}</footer>}
    </section>
  )
}
