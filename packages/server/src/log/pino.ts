import { type DestinationStream, pino } from 'pino'
import type { Log, LogFields } from './log.ts'
import { redact, redactText } from './redact.ts'

export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const

/** What is written, and where to. */
export interface PinoLogOptions {
  /** The least important level that is written. @default 'info' */
  readonly level?: (typeof logLevels)[number]
  /** Where lines go. @default standard output */
  readonly destination?: DestinationStream
}

/** Writes one JSON object per line to standard output. */
export function pinoLog({ level = 'info', destination }: PinoLogOptions = {}): Log {
  const logger = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination ?? pino.destination({ fd: 1, sync: true }),
  )
  // What will not be written is not worth cleaning.
  const at =
    (name: 'info' | 'warn' | 'error') =>
    (fields: LogFields, message: string): void => {
      if (logger.isLevelEnabled(name)) logger[name](redact(fields), redactText(message))
    }
  return { info: at('info'), warn: at('warn'), error: at('error') }
}
