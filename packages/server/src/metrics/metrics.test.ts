import { metrics as api, type Counter, type Meter, type MeterProvider } from '@opentelemetry/api'
import { expect, onTestFinished, test } from 'vitest'
import { createMetrics } from './metrics.ts'
import { metricsAccess } from './page.ts'

const nothing = { sync_backlog: 0, sync_oldest_seconds: 0 }

test('shows every series under its help and type, in the order of the registry', () => {
  const metrics = createMetrics()
  metrics.count('mails', { result: 'failed' })
  metrics.count('provider_calls', { result: 'unavailable', call: 'member.set', provider: 'kinde' })
  metrics.count('provider_calls', { provider: 'kinde', call: 'member.set', result: 'unavailable' })
  const lines = metrics.text({ sync_backlog: 3, sync_oldest_seconds: 1.5 }).split('\n')
  expect(lines.filter((line) => line && !line.startsWith('#'))).toEqual([
    'tenantry_provider_calls_total{provider="kinde",call="member.set",result="unavailable"} 2',
    'tenantry_mails_total{result="failed"} 1',
    'tenantry_sync_backlog 3',
    'tenantry_sync_oldest_seconds 1.5',
  ])
  expect(lines).toContain('# TYPE tenantry_fallbacks_total counter')
  expect(lines.filter((line) => line.startsWith('# HELP'))).toHaveLength(8)
})

test('keeps to the format whatever a label says', () => {
  const metrics = createMetrics()
  metrics.count('limit_hits', { limit: 'a"b\\c\nd' })
  expect(metrics.text(nothing)).toContain('tenantry_limit_hits_total{limit="a\\"b\\\\c\\nd"} 1\n')
})

test('counts for OpenTelemetry too, where the host has set that up', async () => {
  const seen: unknown[] = []
  const counter = (name: string) => ({ add: (value, labels) => void seen.push([name, value, labels]) }) as Counter
  const observed: ((result: never) => unknown)[] = []
  const meter = {
    createCounter: counter,
    createObservableGauge: (name: string) => ({ name }),
    addBatchObservableCallback: (callback: (result: never) => unknown) => void observed.push(callback),
    removeBatchObservableCallback: () => void observed.pop(),
  } as unknown as Meter
  api.setGlobalMeterProvider({ getMeter: () => meter } as MeterProvider)
  onTestFinished(() => api.disable())
  const metrics = createMetrics()
  metrics.count('fallbacks', { reason: 'forbidden' })
  expect(seen).toEqual([['tenantry.fallbacks', 1, { reason: 'forbidden' }]])
  const end = metrics.observe(async () => ({ sync_backlog: 2, sync_oldest_seconds: 7 }))
  const told: unknown[] = []
  await observed[0]?.({ observe: ({ name }: { name: string }, value: number) => told.push([name, value]) } as never)
  expect(told).toEqual([
    ['tenantry.sync_backlog', 2],
    ['tenantry.sync_oldest_seconds', 7],
  ])
  end()
  expect(observed).toEqual([])
})

test.each(['', 'short', 'with a space in between'])('opens to no token like %j', (token) => {
  expect(() => metricsAccess({ token })).toThrow('metrics.token must have at least 16 characters')
})
