// Suspended runs in the database: one SQL function each.
import { getSnapshotMemoryInfo } from '@mastra/core/storage'
import type { WorkflowRunState } from '@mastra/core/workflows'
import type { Call } from '../database/call'
import type { Database, Json } from '../database/database.types'
import { isUuid } from './is-uuid'
import { isOwn, personaOf } from './owner'
import { date, text } from './rows'
import { toStorableJson } from './storable-json'
import { withoutSecrets } from './without-secrets'

/** What `ai_list_run_snapshots` returns in one call. */
const LARGEST_PAGE = 100

export interface RunKey {
  workflowName: string
  runId: string
}

export interface StoredRun extends RunKey {
  resourceId: string
  snapshot: WorkflowRunState
  createdAt: Date
  updatedAt: Date
  /** Another one with every change. */
  version: string
  /** That of the row: of a claimed run it names the holder, where the snapshot says `running`. */
  storedStatus: string
}

export interface RunFilter {
  workflowName?: string
  resourceId?: string
  threadId?: string
  fromDate?: Date
  toDate?: Date
}

/** Of a run with a thread the thread says whose it is; it goes with the thread. Returns the version that is stored. */
export async function saveRun(
  call: Call,
  userId: string,
  run: RunKey & { resourceId?: string; snapshot: WorkflowRunState; createdAt?: Date },
): Promise<string> {
  const { workflowName, runId, resourceId, snapshot, createdAt } = run
  if (resourceId !== undefined) personaOf('PERSIST_WORKFLOW_SNAPSHOT', userId, resourceId)
  const threadId = getSnapshotMemoryInfo(snapshot)?.threadId
  const hasThread = threadId !== undefined && isUuid(threadId)
  const [row] = await call('ai_save_run_snapshot', {
    workflow_name: workflowName,
    run_key: runId,
    status: snapshot.status,
    snapshot: withoutSecrets(toStorableJson(snapshot)),
    thread_id: hasThread ? threadId : undefined,
    resource_key: hasThread ? undefined : resourceId,
    created_at: createdAt && new Date(createdAt).toISOString(),
  })
  return row?.updated_at ?? ''
}

export async function readRun(call: Call, { workflowName, runId }: Partial<RunKey> & { runId: string }) {
  const [row] = await call('ai_get_run_snapshot', { run_key: runId, workflow_name: workflowName })
  return row ? toRun(row) : null
}

/** Changes the status if it is the expected one, and returns the version. Undefined: somebody else was first. */
export async function changeStatus(
  call: Call,
  key: RunKey,
  expected: string,
  status: string,
): Promise<string | undefined> {
  const [row] = await call('ai_save_run_snapshot', {
    workflow_name: key.workflowName,
    run_key: key.runId,
    status,
    expected_status: expected,
  })
  return row && text(row.updated_at)
}

/** Those that wait, and those that somebody has claimed. */
export async function listStoredRuns(call: Call, userId: string, filter: RunFilter): Promise<StoredRun[]> {
  const { workflowName, resourceId, threadId, fromDate, toDate } = filter
  if (resourceId && !isOwn(userId, resourceId)) return []
  if (threadId && !isUuid(threadId)) return []
  const runs: StoredRun[] = []
  for (let total = 1; runs.length < total;) {
    const page = await call('ai_list_run_snapshots', {
      workflow_name: workflowName,
      resource_key: resourceId || undefined,
      thread_id: threadId || undefined,
      created_from: fromDate && new Date(fromDate).toISOString(),
      created_until: toDate && new Date(toDate).toISOString(),
      max_rows: LARGEST_PAGE,
      skip: runs.length,
    })
    runs.push(...page.map(toRun))
    total = page.length === 0 ? 0 : (page[0]?.total ?? 0)
  }
  return runs
}

export async function deleteRun(call: Call, { workflowName, runId }: RunKey): Promise<void> {
  await call('ai_delete_run_snapshot', { workflow_name: workflowName, run_key: runId })
}

/** The status lies beside the snapshot: who resumes a run changes that alone. */
function toRun(row: Database['public']['CompositeTypes']['ai_run_snapshot_view']): StoredRun {
  const snapshot = row.snapshot as { [key: string]: Json }
  const storedStatus = text(row.status)
  const [status] = storedStatus.split(' ')
  return {
    workflowName: text(row.workflow_name),
    runId: text(row.run_key),
    resourceId: text(row.resource_key),
    snapshot: { ...snapshot, status } as unknown as WorkflowRunState,
    createdAt: date(row.created_at),
    updatedAt: date(row.updated_at),
    version: text(row.updated_at),
    storedStatus,
  }
}
