import { metrics as api } from '@opentelemetry/api'
import { type CounterName, counters, type Gauges, gauges, type Labels } from './counters.ts'

/** The counters of one server: for OpenTelemetry where the host has set that up, and for `/metrics`. */
export interface Metrics {
  count<N extends CounterName>(name: N, labels: Labels<N>): void
  /** How often something was counted; 0 when it never was. */
  valueOf<N extends CounterName>(name: N, labels: Labels<N>): number
  /** Every series in the text format of Prometheus. */
  text(measured: Gauges): string
  /** Lets OpenTelemetry measure whenever it wants to. @returns what ends that */
  observe(measure: () => Promise<Gauges>): () => void
}

const SCOPE = '@tenantry/server'

/** Creates counters that stand at zero. */
export function createMetrics(): Metrics {
  const meter = api.getMeter(SCOPE)
  const series = new Map<string, number>()
  const instruments = Object.fromEntries(
    Object.entries(counters).map(([name, { help: description }]) => [
      name,
      meter.createCounter(`tenantry.${name}`, { description }),
    ]),
  )

  return {
    count(name, labels) {
      instruments[name]?.add(1, labels)
      const key = keyOf(name, labels)
      series.set(key, (series.get(key) ?? 0) + 1)
    },

    valueOf: (name, labels) => series.get(keyOf(name, labels)) ?? 0,

    text(measured) {
      const counted = Object.entries(counters).flatMap(([name, { help }]) => [
        ...headOf(`${name}_total`, help, 'counter'),
        ...[...series].filter(([key]) => key.startsWith(`tenantry_${name}_total{`)).map((one) => one.join(' ')),
      ])
      const seen = Object.entries(gauges).flatMap(([name, help]) => [
        ...headOf(name, help, 'gauge'),
        `tenantry_${name} ${measured[name as keyof Gauges]}`,
      ])
      return `${[...counted, ...seen].join('\n')}\n`
    },

    observe(measure) {
      const observed = Object.entries(gauges).map(
        ([name, description]) => [name, meter.createObservableGauge(`tenantry.${name}`, { description })] as const,
      )
      const all = observed.map(([, gauge]) => gauge)
      const read = async (result: Parameters<Parameters<typeof meter.addBatchObservableCallback>[0]>[0]) => {
        const measured = await measure()
        for (const [name, gauge] of observed) result.observe(gauge, measured[name as keyof Gauges])
      }
      meter.addBatchObservableCallback(read, all)
      return () => meter.removeBatchObservableCallback(read, all)
    },
  }
}

function headOf(name: string, help: string, type: 'counter' | 'gauge'): readonly string[] {
  return [`# HELP tenantry_${name} ${help}`, `# TYPE tenantry_${name} ${type}`]
}

// In the order of the registry, so that one series has one key.
function keyOf<N extends CounterName>(name: N, labels: Labels<N>): string {
  const given: Readonly<Record<string, string>> = labels
  const pairs = counters[name].labels.map((label) => `${label}="${escaped(given[label] ?? '')}"`)
  return `tenantry_${name}_total{${pairs.join(',')}}`
}

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
}
