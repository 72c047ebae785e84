import type { Endpoint, ErrorCode, Input, Output } from '@tenantry/core'
import { nobodys } from '../staff.ts'
import { standing } from './rules.ts'
import type { Known, Model } from './state.ts'
import type { World } from './world.ts'

/** One step of a sequence as small numbers, which a command reads as it likes; zero is the simplest choice. */
export interface Step {
  readonly command: string
  readonly by: number
  readonly at: number
  readonly who: number
  readonly role: number
  readonly pick: number
}

/** One request, and what the model says will come of it. */
export interface Plan {
  /** Null for somebody anonymous. */
  readonly by: Known | null
  readonly endpoint: Endpoint
  input(world: World): Promise<object>
  /** What is to be made ready outside of the database. */
  prepare(world: World): Promise<void>
  readonly expected: 'ok' | ErrorCode
  /** What a success shows, and should. */
  shows(answer: unknown): unknown
  readonly shown: unknown
  /** What is true after a success. */
  next(model: Model, answer: unknown, world: World): Promise<void> | void
}

/** One thing that somebody, or time, can do. */
export interface Command {
  readonly name: string
  /** How often it is chosen, beside the others. */
  readonly weight: number
  /** Null where there is nothing to do it to. */
  plan(model: Model, step: Step): Plan | Passing | null
}

/** What is no request: time that passes, and what the server does by itself. */
export interface Passing {
  pass(model: Model, world: World): Promise<void>
}

type Later<T> = (world: World) => Promise<T>

interface Request<E extends Endpoint> {
  readonly by: Known | null
  readonly endpoint: E
  readonly input: Input<E> | Later<Input<E>>
  readonly expected: 'ok' | ErrorCode
  readonly prepare?: (world: World) => Promise<void>
  readonly shows?: (answer: Output<E>) => unknown
  readonly shown?: unknown
  readonly next?: (model: Model, answer: Output<E>, world: World) => Promise<void> | void
}

/** A request in the types of its endpoint. */
export function request<E extends Endpoint>(asked: Request<E>): Plan {
  const { by, endpoint, input, expected, prepare = async () => {}, shows = () => undefined, shown, next } = asked
  return {
    by,
    endpoint,
    input: async (world) => (typeof input === 'function' ? (input as Later<Input<E>>)(world) : input) as object,
    prepare,
    expected,
    shows: (answer) => shows(answer as Output<E>),
    shown,
    next: (model, answer, world) => next?.(model, answer as Output<E>, world),
  }
}

type Guard = readonly [holds: boolean, code: ErrorCode]

/** The first refusal whose condition holds. */
export function firstOf(...guards: readonly Guard[]): 'ok' | ErrorCode {
  return guards.find(([holds]) => holds)?.[1] ?? 'ok'
}

/** What keeps somebody out of an endpoint of an organization. */
export function door(
  model: Model,
  user: string,
  organization: string,
  allowed: readonly string[] = ['admin'],
): readonly Guard[] {
  const role = standing(model, user, organization)?.role
  return [
    [role === undefined, 'ORGANIZATION_NOT_FOUND'],
    [role !== undefined && !allowed.includes(role), 'NOT_AUTHORIZED'],
  ]
}

export const everybody = ['admin', 'manager', 'employee']
export const inviters = ['admin', 'manager']

/** One of a list, by a number of a step. */
export function pick<T>(list: readonly T[], turn: number): T | undefined {
  return list[turn % Math.max(list.length, 1)]
}

/** One number of a step stands for something that is not there. */
export const MISSING = 13

/** The id of one of a list, or nobody's. */
export function idIn(list: readonly { readonly id: string }[], turn: number): string {
  return turn === MISSING ? nobodys : (pick(list, turn)?.id ?? nobodys)
}
