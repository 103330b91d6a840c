// Every method of the storage, to be called with ids that are not the caller's.
import type { MastraDBMessage } from '@mastra/core/agent'
import * as fc from 'fast-check'
import { at, change, messageOf, threadOf } from '../making'
import { snapshotOf, suspended } from '../runs'
import type { Domains } from '../world'
import { workflowName } from './estate'
import type { Ids } from './estate'

/** What one call is given. */
export interface Pick {
  resource: string
  thread: string
  otherThread: string
  message: string
  otherMessage: string
  run: string
  isNarrow: boolean
}

type Call = (store: Domains, pick: Pick) => Promise<unknown>

const threadId = ({ thread, otherThread, isNarrow }: Pick) => (isNarrow ? thread : [thread, otherThread])
const scope = ({ resource, isNarrow }: Pick) => (isNarrow ? resource : undefined)
const include = ({ message, otherMessage, thread }: Pick) => [
  { id: message, threadId: thread, withPreviousMessages: 2, withNextMessages: 2 },
  { id: otherMessage, withPreviousMessages: 1 },
]
const said = (pick: Pick): MastraDBMessage =>
  messageOf({ id: pick.thread, resourceId: pick.resource }, 'said by another', { id: pick.message })

/** Those that read with a resource, and may therefore only find what is that resource's. */
export const scopedReads: Record<string, Call> = {
  getThreadById: ({ memory }, { thread, resource }) => memory.getThreadById({ threadId: thread, resourceId: resource }),
  listThreads: ({ memory }, { resource }) => memory.listThreads({ filter: { resourceId: resource }, perPage: false }),
  listMessages: ({ memory }, pick) =>
    memory.listMessages({ threadId: [pick.thread, pick.otherThread], resourceId: pick.resource, perPage: false }),
  'listMessages (included)': ({ memory }, pick) =>
    memory.listMessages({ threadId: pick.thread, resourceId: pick.resource, include: include(pick), perPage: 0 }),
  'listMessages (a page, and included)': ({ memory }, pick) =>
    memory.listMessages({ threadId: pick.thread, resourceId: pick.resource, include: include(pick), perPage: 2 }),
  'listMessages (of a turn)': async ({ memory }, { thread, resource }) => {
    const orderBy = { field: 'createdAt', direction: 'DESC' } as const
    const last = { page: 0, perPage: 10, orderBy, includeTotal: false }
    return [
      await memory.getThreadById({ threadId: thread, resourceId: resource }),
      await memory.listMessages({ threadId: thread, resourceId: resource, ...last }),
      await memory.getResourceById({ resourceId: resource }),
    ]
  },
  listMessagesByResourceId: ({ memory }, pick) =>
    memory.listMessagesByResourceId({ resourceId: pick.resource, include: include(pick), perPage: false }),
  getResourceById: ({ memory }, { resource }) => memory.getResourceById({ resourceId: resource }),
  listWorkflowRuns: ({ workflows }, { resource }) => workflows.listWorkflowRuns({ resourceId: resource }),
}

export const reads: Record<string, Call> = {
  ...scopedReads,
  'getThreadById (of any resource)': ({ memory }, { thread }) => memory.getThreadById({ threadId: thread }),
  'listThreads (of any resource)': ({ memory }) => memory.listThreads({ perPage: false }),
  'listMessages (of any resource)': ({ memory }, pick) =>
    memory.listMessages({ threadId: threadId(pick), include: include(pick) }),
  listMessagesById: ({ memory }, { message, otherMessage }) =>
    memory.listMessagesById({ messageIds: [message, otherMessage] }),
  loadWorkflowSnapshot: ({ workflows }, { run }) => workflows.loadWorkflowSnapshot({ workflowName, runId: run }),
  getWorkflowRunById: ({ workflows }, { run, isNarrow }) =>
    workflows.getWorkflowRunById({ runId: run, workflowName: isNarrow ? workflowName : undefined }),
  'listWorkflowRuns (of any resource)': ({ workflows }, pick) =>
    workflows.listWorkflowRuns({ status: 'suspended', threadId: pick.thread, resourceId: scope(pick) }),
}

export const writes: Record<string, Call> = {
  saveThread: ({ memory }, { thread, resource }) =>
    memory.saveThread({ thread: threadOf(resource, { id: thread, title: 'saved by another', metadata: { a: 1 } }) }),
  updateThread: ({ memory }, { thread }) =>
    memory.updateThread({ id: thread, title: 'renamed by another', metadata: { a: 1 } }),
  patchThread: ({ memory }, { thread }) => memory.patchThread({ id: thread, metadata: { b: 1 } }),
  updateThreadMetadata: ({ memory }, pick) =>
    memory.updateThreadMetadata({ id: pick.thread, resourceId: scope(pick), update: () => ({ c: 1 }) }),
  deleteThread: ({ memory }, { thread }) => memory.deleteThread({ threadId: thread }),
  updateThreadResourceId: ({ memory }, { thread, resource }) =>
    memory.updateThreadResourceId({ threadId: thread, resourceId: resource }),
  copyThread: ({ memory }, { thread, otherThread, resource, isNarrow, message }) =>
    memory.copyThread({
      sourceThreadId: thread,
      newThreadId: isNarrow ? otherThread : undefined,
      resourceId: resource,
      options: isNarrow ? { messageFilter: { messageIds: [message] } } : undefined,
    }),
  cloneThread: ({ memory }, { thread }) => memory.cloneThread({ sourceThreadId: thread }),
  saveMessages: ({ memory }, pick) => memory.saveMessages({ messages: [said(pick)] }),
  'saveMessages (one new, one not)': ({ memory }, pick) =>
    memory.saveMessages({ messages: [{ ...said(pick), id: crypto.randomUUID() }, said(pick)] }),
  updateMessages: ({ memory }, { message, otherMessage }) =>
    change(
      memory,
      { id: message, content: { metadata: { changed: 'by another' } } },
      { id: otherMessage, role: 'system' },
    ),
  'updateMessages (to another thread)': ({ memory }, { message, thread, resource, isNarrow }) =>
    change(memory, { id: message, threadId: thread, ...(isNarrow && { resourceId: resource }) }),
  deleteMessages: ({ memory }, { message, otherMessage }) => memory.deleteMessages([message, otherMessage]),
  saveResource: ({ memory }, { resource }) =>
    memory.saveResource({
      resource: { id: resource, workingMemory: 'saved by another', createdAt: at(0), updatedAt: at(0) },
    }),
  updateResource: ({ memory }, { resource }) =>
    memory.updateResource({ resourceId: resource, workingMemory: 'changed by another', metadata: { a: 1 } }),
  persistWorkflowSnapshot: ({ workflows }, pick) =>
    workflows.persistWorkflowSnapshot({
      workflowName,
      runId: pick.run,
      resourceId: scope(pick),
      snapshot: suspended(pick.run, { threadId: pick.thread, resourceId: pick.resource }),
    }),
  'persistWorkflowSnapshot (not suspended)': ({ workflows }, pick) =>
    workflows.persistWorkflowSnapshot({ workflowName, runId: pick.run, snapshot: snapshotOf(pick.run) }),
  updateWorkflowState: ({ workflows }, { run, isNarrow }) =>
    workflows.updateWorkflowState({
      workflowName,
      runId: run,
      opts: { status: 'running', expectedStatus: isNarrow ? 'suspended' : undefined },
    }),
  updateWorkflowResults: ({ workflows }, { run }) =>
    workflows.updateWorkflowResults({
      workflowName,
      runId: run,
      stepId: 'by-another',
      result: { status: 'success', output: 1, payload: 1, startedAt: 1, endedAt: 1 },
      requestContext: {},
    }),
  deleteWorkflowRunById: ({ workflows }, { run }) => workflows.deleteWorkflowRunById({ workflowName, runId: run }),
}

/** What a call came to: its result or its error, as text. */
export async function outcomeOf(call: Promise<unknown>): Promise<string> {
  try {
    return JSON.stringify((await call) ?? null)
  } catch (thrown) {
    const error = thrown as Error & { cause?: { message?: string } }
    return `refused: ${error.message} ${JSON.stringify(error)} ${error.cause?.message ?? ''}`
  }
}

/** Any call of these, with ids of several kinds mixed. */
export function anyAttempt(calls: Record<string, Call>, ids: Ids): fc.Arbitrary<{ method: string; pick: Pick }> {
  const strange = ['', ' ', 'x', "' or true --", '%', '*', crypto.randomUUID()]
  const one = (known: string[]) =>
    fc.oneof({ arbitrary: fc.constantFrom(...known), weight: 9 }, { arbitrary: fc.constantFrom(...strange), weight: 1 })
  return fc.record({
    method: fc.constantFrom(...Object.keys(calls)),
    pick: fc.record({
      resource: one(ids.resource),
      thread: one(ids.thread),
      otherThread: one(ids.thread),
      message: one(ids.message),
      otherMessage: one(ids.message),
      run: one(ids.run),
      isNarrow: fc.boolean(),
    }),
  })
}
