import { startPhases } from '../../shared/domain/start-phases'
import type { Lane, StartPhase } from '../../shared/domain/start-phases'
import type { Phase } from './create-trace'

/** For a terminal: when each phase was over, and how long after the one before it in the same process. */
export function asTable(phases: readonly Phase[]): string {
  const before = new Map<Lane, number>()
  const rows = phases.map(({ phase, lane, at }) => {
    const took = at - (before.get(lane) ?? startOf(lane, phases))
    before.set(lane, at)
    return `  ${milliseconds(at)}  ${`+${took.toFixed(0)}`.padStart(7)}  ${lane.padEnd(9)} ${wordsOf(lane, phase)}`
  })
  return [
    '[kith] Start-up, milliseconds since the process began, and since the line before of its kind:',
    ...rows,
  ].join('\n')
}

/** Where the first phase of a lane begins. */
export function startOf(lane: Lane, phases: readonly Phase[]): number {
  if (lane === 'main') return 0
  const begun = lane === 'database' ? ['database-ahead', 'database-started'] : []
  return phases.find(({ phase }) => begun.includes(phase))?.at ?? firstOf(lane, phases)
}

export function wordsOf(lane: Lane, phase: StartPhase): string {
  const words: Record<string, string> = startPhases[lane]
  return words[phase] ?? phase
}

const firstOf = (lane: Lane, phases: readonly Phase[]) => phases.find((phase) => phase.lane === lane)?.at ?? 0
const milliseconds = (time: number) => time.toFixed(0).padStart(7)
