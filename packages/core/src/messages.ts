export type {
  Message,
  MessageKey,
  MessageOverrides,
  Messages,
  Params,
  ParamsArgument,
  Plural,
} from './messages/messages.ts'
export type { Translator } from './messages/translator.ts'
export { createTranslator } from './messages/translator.ts'
