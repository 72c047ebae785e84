import type { en } from './en.ts'

/** One text per plural category of a language (CLDR); `other` is what every language has. */
export interface Plural {
  readonly zero?: string
  readonly one?: string
  readonly two?: string
  readonly few?: string
  readonly many?: string
  readonly other: string
}

/** A text with `{name}` where a value goes, or one such text per plural category. */
export type Message = string | Plural

type English = typeof en

/** A complete language: every text of the widgets, none missing. */
export type Messages = {
  readonly [G in keyof English]: {
    readonly [K in keyof English[G]]: English[G][K] extends string ? string : Plural
  }
}

/** A host's own words for some of the texts, and names for roles of its own. */
export type MessageOverrides = {
  readonly [G in keyof Messages]?: { readonly [K in keyof Messages[G]]?: Message }
} & { readonly roles?: Readonly<Record<string, string>> }

/** The name of a text: `group.name`. */
export type MessageKey = { [G in keyof English]: `${G}.${Extract<keyof English[G], string>}` }[keyof English]

type At<K extends MessageKey> = K extends `${infer G extends keyof English}.${infer N}`
  ? N extends keyof English[G]
    ? English[G][N]
    : never
  : never

type TextOf<M> = M extends Plural ? M['other'] : M

type NamesIn<T> = T extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never

type Names<K extends MessageKey> = NamesIn<TextOf<At<K>>> | (At<K> extends string ? never : 'count')

/** The values a text asks for, read off its English form; a `count` is a number. */
export type Params<K extends MessageKey, Value = string | number> = {
  readonly [N in Names<K>]: N extends 'count' ? number : Value
}

/** Nothing to hand over when a text has no placeholders. */
export type ParamsArgument<K extends MessageKey, Value = string | number> = [Names<K>] extends [never]
  ? []
  : [params: Params<K, Value>]
