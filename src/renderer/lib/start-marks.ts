import type { PagePhase } from '../../shared/domain/start-phases'

/** Takes down that a phase of the page's start is over, the first time. Costs microseconds; browsers show it in their tools. */
export function markPhase(phase: PagePhase): void {
  if (performance.getEntriesByName(phase, 'mark').length === 0) performance.mark(phase)
}
