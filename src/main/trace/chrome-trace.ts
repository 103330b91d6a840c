// The trace event format, which chrome://tracing and https://ui.perfetto.dev load: one bar per phase, a row per process.
import { startPhases } from '../../shared/domain/start-phases'
import type { Lane } from '../../shared/domain/start-phases'
import type { Phase } from './create-trace'
import { startOf, wordsOf } from './table'

/** @param phases in the order of their times @param startedAt in milliseconds since 1970 */
export function asChromeTrace(phases: readonly Phase[], startedAt: number): string {
  const lanes = Object.keys(startPhases) as Lane[]
  const names = lanes.map((lane, index) => ({
    name: 'thread_name',
    ph: 'M',
    pid: 1,
    tid: index + 1,
    args: { name: lane },
  }))
  const before = new Map<Lane, number>()
  const bars = phases.map(({ phase, lane, at }) => {
    const from = Math.min(before.get(lane) ?? startOf(lane, phases), at)
    before.set(lane, at)
    return {
      name: phase,
      cat: lane,
      ph: 'X',
      pid: 1,
      tid: lanes.indexOf(lane) + 1,
      // In microseconds.
      ts: Math.round(from * 1_000),
      dur: Math.round((at - from) * 1_000),
      args: { until: wordsOf(lane, phase) },
    }
  })
  const otherData = { startedAt: new Date(startedAt).toISOString() }
  return `${JSON.stringify({ traceEvents: [...names, ...bars], displayTimeUnit: 'ms', otherData }, null, 1)}\n`
}
