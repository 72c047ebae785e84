/** Every element a host may give classes of its own. */
export type Slot =
  | 'root'
  /** Read to screen readers alone. Who styles everything themselves hides it from sight: Tailwind's `sr-only`. */
  | 'hidden'
  | 'icon'
  | 'card'
  | 'logo'
  | 'emblem'
  | 'header'
  | 'title'
  | 'text'
  | 'body'
  | 'actions'
  | 'footer'
  | 'account'
  | 'button'
  | 'buttonPrimary'
  | 'buttonSecondary'
  | 'buttonQuiet'
  | 'buttonDanger'
  | 'form'
  | 'field'
  | 'label'
  | 'hint'
  | 'error'
  | 'input'
  | 'inputGroup'
  | 'inputPrefix'
  | 'iconButton'
  | 'select'
  | 'textarea'
  | 'checkbox'
  | 'details'
  | 'summary'
  | 'alert'
  | 'alertInfo'
  | 'alertSuccess'
  | 'alertDanger'
  | 'status'
  | 'facts'
  | 'list'
  | 'row'
  | 'rowBody'
  | 'rowName'
  | 'rowText'
  | 'rowActions'
  | 'avatar'
  | 'badge'
  | 'badgeButton'
  | 'badgeCount'
  | 'recipients'
  | 'recipient'
  | 'recipientRoles'
  | 'chips'
  | 'chip'
  | 'dialog'
  | 'popover'
  | 'popoverHeader'
  | 'skeleton'
  | 'spinner'
  | 'empty'
  | 'section'
  | 'sectionHeader'
  | 'sectionTitle'
  | 'sectionText'
  | 'sectionActions'
  | 'toolbar'
  | 'search'
  | 'pick'
  | 'table'
  | 'tableRow'
  | 'cellLabel'
  | 'person'
  | 'menu'
  | 'menuItem'
  | 'pager'
  | 'undo'
  | 'name'
  | 'switcher'
  | 'choice'
  | 'part'
  | 'profile'
  | 'profileBody'
  | 'profileNav'
  | 'profileItem'
  | 'line'
  | 'link'
  | 'preview'
  | 'date'

/** How a widget names its classes: its own, and those of the host. */
export type ClassNames = (...slots: readonly Slot[]) => string | undefined

/** Classes of the host's own, by the element that gets them. */
export type ElementClasses = { readonly [S in Slot]?: string }

/** Makes the class names of slots; unstyled leaves only the host's. */
export function createClassNames(elements: ElementClasses, unstyled: boolean): ClassNames {
  return (...slots) => {
    const own = unstyled ? [] : slots.map(classOf)
    return [...own, ...slots.map((slot) => elements[slot])].filter(Boolean).join(' ') || undefined
  }
}

function classOf(slot: Slot): string {
  return `tenantry-${slot.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
}
