// What is known of runs in one process: whether they are stored, and which of them are parts of an answer.
import type { Call } from '../database/call'
import type { RunKey } from './run-snapshots'
import { refused } from './storage-errors'

export interface WorkflowsOptions {
  call: Call
  userId: string
  /** Threads whose last messages could not be saved, and why; shared with the memory. */
  unsaved?: ReadonlyMap<string, Error>
}

/** A stored run waits for somebody to resume it, or this process has claimed it. */
export interface Stored {
  standing: 'waiting' | 'claimed'
  /** The one that is here. */
  version: string
  /** What the row says, as far as is known here. */
  status: string
}

/** What an answer runs as: one workflow in another. */
export const AGENT_LOOP = 'agentic-loop'
export const INNER_LOOP = 'executionWorkflow'
/** New ones begin with every question: nobody has stored them. */
export const partsOfAnAnswer = new Set([AGENT_LOOP, INNER_LOOP])
/** Between asking for a run and loading it an agent does nothing; in milliseconds. */
export const RESUMES_WITHIN = 2_000
export const unfinished = new Set(['pending', 'running', 'waiting', 'paused'])

export function tooLate(operation: string, runId: string) {
  return refused(operation, `Run ${runId} has already been resumed`, 'CONFLICT')
}

export function keyOf({ workflowName, runId }: RunKey): string {
  return `${workflowName} ${runId}`
}

export function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

/** Whether there was one. */
export function takeOne(counts: Map<string, number>, key: string): boolean {
  const left = counts.get(key)
  if (left === undefined) return false
  if (left > 1) counts.set(key, left - 1)
  else counts.delete(key)
  return true
}
