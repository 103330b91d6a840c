// Moves what another Mastra storage holds into this one: threads, messages, working memory, metadata and vectors. The
// source is only read. It can be ended and begun again at any time: what is here already is recognised, thread by thread.
import type { MastraDBMessage } from '@mastra/core/agent'
import type { StorageThreadType } from '@mastra/core/memory'
import { makeResourceId } from '../mapping'
import { importThread } from './import-thread'
import type { TargetMemory } from './import-thread'
import { importVectors, messageIndexes } from './import-vectors'
import type { SourceIndex, SourceVectors, TargetVectors } from './import-vectors'
import { importedId } from './imported-id'
import { messagesOf, threadsOf } from './read-source'
import type { SourceMemory } from './read-source'
import { emptyReport } from './report'
import type { ImportProblem, ImportReport } from './report'

export interface ImportOptions {
  source: { memory: SourceMemory; vectors?: SourceVectors }
  /** Without `vectors`, those of the source are counted and left. */
  target: { memory: TargetMemory; vectors?: TargetVectors }
  /** The signed-in user, to whom everything will belong. */
  userId: string
  /** The persona that a resource of the source becomes; null: none. It has to be there, but in a dry run. */
  personaOf(resourceId: string): Promise<string | null> | string | null
  /** Reads both sides and writes nothing. */
  isDryRun?: boolean
  /** Told after every thread. */
  onProgress?: (report: Readonly<ImportReport>) => void
  /** Ends it after the thread that is being imported. */
  signal?: AbortSignal
}

/** Rejects only when the source cannot be read at all; everything else is a problem in the report. */
export async function importMastra(options: ImportOptions): Promise<ImportReport> {
  const { source, signal, onProgress = () => {} } = options
  const report = emptyReport(options.isDryRun ?? false)
  const indexes = source.vectors ? await messageIndexes(source.vectors) : []
  const resources = new Map<string, string>()
  for await (const thread of threadsOf(source.memory)) {
    if (signal?.aborted) break
    report.threads.found += 1
    try {
      const resourceId = resources.get(thread.resourceId) ?? (await resourceHere(options, thread.resourceId))
      if (!resources.has(thread.resourceId)) {
        resources.set(thread.resourceId, resourceId)
        await importNotes(options, thread.resourceId, resourceId, report)
      }
      await importOne(options, thread, resourceId, indexes, report)
    } catch (error) {
      report.problems.push({ kind: 'failed', thread: thread.id, reason: inWords(error) })
    }
    onProgress(report)
  }
  return report
}

async function resourceHere({ userId, personaOf }: ImportOptions, resourceId: string): Promise<string> {
  return makeResourceId(userId, await personaOf(resourceId))
}

async function importOne(
  { source, target, userId, isDryRun = false }: ImportOptions,
  thread: StorageThreadType,
  resourceId: string,
  indexes: SourceIndex[],
  report: ImportReport,
): Promise<void> {
  const messages = await messagesOf(source.memory, thread.id)
  report.messages.found += messages.length
  const newThreadId = importedId('thread', userId, thread.id)
  const ids = new Map(messages.map(({ id }) => [id, importedId('message', userId, id)]))
  const here = messages.map((message): MastraDBMessage => ({
    ...message,
    id: ids.get(message.id) ?? message.id,
    threadId: newThreadId,
    resourceId,
  }))
  const outcome = await importThread(target.memory, { ...thread, id: newThreadId, resourceId }, here, isDryRun)
  if (outcome.kind === 'left') {
    report.problems.push({ kind: 'left', thread: thread.id, reason: outcome.reason })
    return
  }
  report.threads[outcome.kind] += 1
  report.verifiedMessages += outcome.verified
  const imported = outcome.kind === 'imported' ? outcome.imported : 0
  report.messages.imported += imported
  report.messages.same += messages.length - imported
  for (const index of source.vectors ? indexes : []) {
    const vectors = isDryRun ? null : (target.vectors ?? null)
    const place = { threadId: thread.id, ids, newThreadId, resourceId }
    const counts = await importVectors(source.vectors as SourceVectors, index, vectors, place)
    report.vectors.found += counts.found
    report.vectors.imported += target.vectors ? counts.imported : 0
    report.vectors.left += target.vectors ? counts.left : counts.found
  }
}

/** Notes that are here are not replaced by others. */
async function importNotes(
  { source, target, isDryRun = false }: ImportOptions,
  resourceId: string,
  id: string,
  report: ImportReport,
): Promise<void> {
  const there = await source.memory.getResourceById({ resourceId })
  if (!there?.workingMemory) return
  report.resources.found += 1
  const here = await target.memory.getResourceById({ resourceId: id })
  if (here?.workingMemory === there.workingMemory) report.resources.same += 1
  else if (here?.workingMemory) {
    const problem: ImportProblem = { kind: 'left', resource: resourceId, reason: 'There are other notes here.' }
    report.problems.push(problem)
  } else {
    if (!isDryRun) await target.memory.saveResource({ resource: { ...there, id } })
    report.resources.imported += 1
  }
}

function inWords(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
