/**
 * How a call goes wrong. What ends in `before` or stands alone never reaches the fake; `applied` means that the fake did its work
 * and only the answer was lost or spoilt; `late` that it does its work when it is told to.
 */
export type FaultKind =
  | 'reset before'
  | 'reset applied'
  | 'silence before'
  | 'silence applied'
  | 'silence, late'
  | 'empty'
  | 'truncated'
  | 'wrong shape'
  | 'other id'
  | 'drip'
  | 'huge'
  | 'redirect'
  | FaultAnswer

/** An answer in place of the fake's own, such as a 503 of a proxy. */
export interface FaultAnswer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** Whether the fake did its work all the same. @default false */
  readonly applied?: boolean
}

/** A way to go wrong, planted for calls to come. */
export interface Fault {
  /** Which calls, such as `/^POST \/api\/v1\/organization$/`; matched against method and path. */
  readonly on: RegExp
  readonly kind: FaultKind
  /** How many of them. @default all, until the faults are cleared */
  readonly times?: number
}

/** The faults that wait for their calls. */
export interface Faults {
  plant(fault: Fault): void
  clear(): void
  /** Takes the fault for a call, if there is one. */
  take(call: string): FaultKind | null
  /** Lets the calls arrive at the fake that are late. */
  land(): Promise<void>
  /** Keeps a call for later. */
  delay(call: () => Promise<unknown>): void
}

export function createFaults(): Faults {
  const late: (() => Promise<unknown>)[] = []
  let planted: { readonly fault: Fault; left: number }[] = []
  return {
    plant(fault) {
      planted.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY })
    },
    clear() {
      planted = []
    },
    async land() {
      for (const call of late.splice(0)) await call()
    },
    delay: (call) => void late.push(call),
    take(call) {
      const found = planted.find(({ fault, left }) => left > 0 && fault.on.test(call))
      if (!found) return null
      found.left -= 1
      return found.fault.kind
    },
  }
}
