/** Every element a host may give classes of its own. */
export type Slot =
  | 'root'
  | 'card'
  | 'logo'
  | 'emblem'
  | 'header'
  | 'title'
  | 'text'
  | 'body'
  | 'actions'
  | 'footer'
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
  | 'chips'
  | 'chip'
  | 'dialog'
  | 'popover'
  | 'popoverHeader'
  | 'skeleton'
  | 'spinner'
  | 'empty'

/** How a widget names its classes: its own, and those of the host. */
export type ClassNames = (...slots: readonly Slot[]) => string | undefined

/** Makes the class names of slots; unstyled leaves only the host's. */
export function createClassNames(elements: Partial<Record<Slot, string>>, unstyled: boolean): ClassNames {
  return (...slots) => {
    const own = unstyled ? [] : slots.map(classOf)
    return [...own, ...slots.map((slot) => elements[slot])].filter(Boolean).join(' ') || undefined
  }
}

function classOf(slot: Slot): string {
  return `tenantry-${slot.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
}
