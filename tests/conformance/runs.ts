// Runs of workflows as Mastra stores them.
import type { WorkflowRun } from '@mastra/core/storage'
import type { WorkflowRunState } from '@mastra/core/workflows'

interface Memory {
  threadId: string
  resourceId: string
}

/** Of the context Mastra's type knows steps only, but what a workflow was given stands there, too. */
export function contextOf(context: object): WorkflowRunState['context'] {
  return context as WorkflowRunState['context']
}

export function snapshotOf(runId: string, given: Partial<WorkflowRunState> = {}): WorkflowRunState {
  return {
    runId,
    status: 'pending',
    value: {},
    context: contextOf({ input: { question: 'May I?' } }),
    serializedStepGraph: [{ type: 'step', step: { id: 'ask' } }],
    activePaths: [0],
    activeStepsPath: {},
    suspendedPaths: {},
    resumeLabels: {},
    waitingPaths: {},
    timestamp: Date.UTC(2026, 0, 1),
    ...given,
  }
}

/** Waiting for somebody's approval; with the memory of an agent, where Mastra looks for its thread. */
export function suspended(runId: string, memory?: Memory, given: Partial<WorkflowRunState> = {}): WorkflowRunState {
  const streamState = memory && { messageList: { messages: [], memoryInfo: memory } }
  const ask = {
    status: 'suspended',
    payload: { toolName: 'pay', args: { euros: 5, deep: [{ a: [null, 'é'] }] } },
    startedAt: 1,
    suspendedAt: 2,
    suspendPayload: {
      requireToolApproval: { toolCallId: 'call_1' },
      ...(streamState && { __streamState: streamState }),
    },
  }
  return snapshotOf(runId, {
    status: 'suspended',
    context: contextOf({ input: { question: 'May I?' }, ask }),
    suspendedPaths: { ask: [0] },
    resumeLabels: { call_1: { stepId: 'ask' } },
    ...given,
  })
}

/** A snapshot may be given as its text, too. */
export function stateIn({ snapshot }: WorkflowRun): WorkflowRunState {
  return typeof snapshot === 'string' ? (JSON.parse(snapshot) as WorkflowRunState) : snapshot
}
