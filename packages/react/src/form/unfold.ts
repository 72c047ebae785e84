/** Opens the part of a form that a field is folded away in: nothing hidden can be read, or take the focus. */
export function unfold(field: Element): void {
  field.closest('details')?.setAttribute('open', '')
}
