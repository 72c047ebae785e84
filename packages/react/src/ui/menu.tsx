import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react'
import { Icon, type IconName } from './icon.tsx'
import { walk } from './walk.ts'
import { useWidget } from './widget.tsx'

/** One thing to do. */
export interface MenuItem {
  readonly key: string
  readonly label: string
  readonly icon?: IconName
  readonly isDangerous?: boolean
  /** Why it cannot be done now; said before anybody tries. */
  readonly obstacle?: string | undefined
  readonly onSelect: () => void
}

export interface MenuProps {
  /** What the button opens, for whoever does not see the dots. */
  readonly label: string
  readonly items: readonly MenuItem[]
  /** What the button shows. @default three dots */
  readonly trigger?: ReactNode
}

/** A button that opens what can be done (ARIA menu button pattern): arrows walk, a letter jumps, Escape leaves, the focus returns. */
function Menu({ label, items, trigger }: MenuProps) {
  const { slot } = useWidget()
  const id = useId()
  const menu = useRef<HTMLDivElement>(null)
  // Most menus of a list are never opened: what is in them is drawn for whoever opens one.
  const [isDrawn, setIsDrawn] = useState(false)
  // What cannot be mended stands last, where no other is meant.
  const ordered = [...items].sort((a, b) => Number(a.isDangerous ?? false) - Number(b.isDangerous ?? false))
  const entries = () => [...(menu.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])]

  function press(event: KeyboardEvent) {
    if (event.key === 'Tab') menu.current?.hidePopover()
    walk(event, entries())
  }

  function select(item: MenuItem) {
    if (item.obstacle) return
    // First: closing gives the focus back to the button, and a dialog remembers it from there.
    menu.current?.hidePopover()
    item.onSelect()
  }

  return (
    <>
      <button type="button" className={slot('iconButton')} aria-label={label} aria-haspopup="menu" popoverTarget={id}>
        {trigger ?? <Icon name="more" />}
      </button>
      <div
        ref={menu}
        id={id}
        popover="auto"
        role="menu"
        tabIndex={-1}
        aria-label={label}
        className={slot('menu')}
        onKeyDown={press}
        onBeforeToggle={() => setIsDrawn(true)}
        onToggle={(event) => event.newState === 'open' && entries()[0]?.focus()}
      >
        {isDrawn &&
          ordered.map((item) => (
            <button
              key={item.key}
              type="button"
              role="menuitem"
              tabIndex={-1}
              className={slot('menuItem')}
              data-tone={item.isDangerous ? 'danger' : undefined}
              aria-label={item.label}
              aria-describedby={item.obstacle && `${id}${item.key}`}
              aria-disabled={item.obstacle ? true : undefined}
              onClick={() => select(item)}
            >
              {item.icon && <Icon name={item.icon} />}
              <span>
                {item.label}
                {item.obstacle && <small id={`${id}${item.key}`}>{item.obstacle}</small>}
              </span>
            </button>
          ))}
      </div>
    </>
  )
}

/** A menu at the end of a row; where nothing can be done it is not there. */
export function RowMenu({ name, items }: { readonly name: string; readonly items: readonly MenuItem[] }) {
  const { t } = useWidget().translator
  return items.length > 0 && <Menu label={t('members.actionsFor', { name })} items={items} />
}
