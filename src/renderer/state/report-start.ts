// Tells main how the start went in this page. Loaded when main wants to know: KITH_TRACE=1.
import type { PagePhase } from '../../shared/domain/start-phases'
import { rpc } from '../wire/rpc'

/** Where nobody can write, on another page than the conversation, what is there is told after this. */
const WAIT_MS = 10_000

let isTold = false

export async function reportStart(): Promise<void> {
  if (isTold) return
  isTold = true
  await untilUsable()
  await rpc.session.reportStart(phasesSoFar())
}

function untilUsable(): Promise<void> {
  return new Promise((resolve) => {
    const observer = new PerformanceObserver((list) => list.getEntriesByName('usable').length > 0 && done())
    const timer = setTimeout(done, WAIT_MS)
    function done(): void {
      clearTimeout(timer)
      observer.disconnect()
      resolve()
    }
    observer.observe({ type: 'mark', buffered: true })
  })
}

function phasesSoFar(): { phase: PagePhase; at: number }[] {
  const [navigation] = performance.getEntriesByType('navigation')
  const times: [PagePhase, number | undefined][] = [
    ['page-asked', 0],
    ['page-html', (navigation as PerformanceNavigationTiming | undefined)?.responseEnd],
    ...(['first-paint', 'first-contentful-paint'] as const).map((name): [PagePhase, number | undefined] => [
      name,
      performance.getEntriesByName(name, 'paint')[0]?.startTime,
    ]),
    ...marks.map((name): [PagePhase, number | undefined] => [
      name,
      performance.getEntriesByName(name, 'mark')[0]?.startTime,
    ]),
  ]
  return times.flatMap(([phase, at]) => (at === undefined ? [] : [{ phase, at: performance.timeOrigin + at }]))
}

const marks = ['page-scripts', 'page-connected', 'first-data', 'usable'] as const
