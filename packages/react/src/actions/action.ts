import type { Session } from '@tenantry/core'
import { emailOf, isAnother } from '../provider/email-of.ts'

/** What a host does before and after one act of a widget. */
export interface Action<Input, Result = void> {
  /** Runs first; `false` stops the act. */
  readonly onBefore?: ((input: Input) => unknown) | undefined
  /** Runs once the act has succeeded. */
  readonly onAfter?: ((result: Result) => void) | undefined
}

/** Tells whether a host lets an act happen. It may take its time: what one person asked for is not done for whoever signs in meanwhile. */
export async function isAllowed<Input>(
  action: Action<Input, never> | undefined,
  input: Input,
  session: Session,
): Promise<boolean> {
  if (!action?.onBefore) return true
  const by = emailOf(session)
  if ((await action.onBefore(input)) === false) return false
  return !isAnother(await by, await emailOf(session))
}

/** Tells a host that an act is done. What the host throws is its own mistake: it is reported, and the act stays done. */
export function tell<Result>(action: Action<never, Result> | undefined, result: Result): void {
  try {
    action?.onAfter?.(result)
  } catch (error) {
    reportError(error)
  }
}

/** Where an act leads: an address, a template with `:id`, or what makes one. */
export type Destination<T extends { readonly id: string }> = string | ((organization: T) => string)

/** Fills an address with the organization it is for. */
export function addressOf<T extends { readonly id: string; readonly slug?: string }>(
  destination: Destination<T>,
  organization: T,
): string {
  if (typeof destination === 'function') return destination(organization)
  return destination
    .replace(':id', encodeURIComponent(organization.id))
    .replace(':slug', encodeURIComponent(organization.slug ?? organization.id))
}
