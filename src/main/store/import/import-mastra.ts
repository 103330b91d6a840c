// Moves what another Mastra storage holds into this one: threads, messages, working memory, metadata and vectors. The
// source is only read. It can be ended and begun again at any time: what is here already is recognised, thread by thread.
import type { StorageThreadType } from '@mastra/core/memory'
import { makeResourceId } from '../mapping'
import { importNotes } from './import-notes'
import type { TargetMemory } from './import-thread'
import { countPlaced, importVectors, messageIndexes } from './import-vectors'
import type { SourceIndex, SourceVectors, TargetVectors } from './import-vectors'
import { messagesOf, threadsOf } from './read-source'
import type { SourceMemory } from './read-source'
import { emptyReport } from './report'
import type { ImportReport } from './report'
import { placeThread } from './thread-here'

export interface ImportOptions {
  source: { memory: SourceMemory; vectors?: SourceVectors }
  /** Without `vectors`, those of the source are counted and left. */
  target: { memory: TargetMemory; vectors?: TargetVectors }
  /** The signed-in user, to whom everything will belong. */
  userId: string
  /**
   * The persona that a resource of the source becomes; null: no persona; undefined: it is not this user's, and is skipped.
   * The persona has to be there, but in a dry run.
   */
  personaOf(resourceId: string): Promise<string | null | undefined> | string | null | undefined
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
  const vectors = indexes.length > 0 && !options.isDryRun ? options.target.vectors : undefined
  const placed = vectors ? await countPlaced(vectors) : 0
  const resources = new Map<string, string | null>()
  for await (const thread of threadsOf(source.memory)) {
    if (signal?.aborted) break
    try {
      const resourceId = resources.get(thread.resourceId) ?? (await resourceHere(options, thread.resourceId))
      if (!resources.has(thread.resourceId)) {
        resources.set(thread.resourceId, resourceId)
        if (resourceId === null) report.skipped.resources += 1
        else await importNotesOf(options, thread.resourceId, resourceId, report)
      }
      if (resourceId === null) {
        report.skipped.threads += 1
        continue
      }
      report.threads.found += 1
      await importOne(options, thread, resourceId, indexes, report)
    } catch (error) {
      report.problems.push({ kind: 'failed', thread: thread.id, reason: inWords(error) })
    }
    onProgress(report)
  }
  if (vectors) {
    const sent = report.vectors.imported
    report.vectors.imported = Math.min(sent, Math.max(0, (await countPlaced(vectors)) - placed))
    report.vectors.same = sent - report.vectors.imported
  }
  return report
}

/** Null for what is not imported. */
async function resourceHere({ userId, personaOf }: ImportOptions, resourceId: string): Promise<string | null> {
  const persona = await personaOf(resourceId)
  return persona === undefined ? null : makeResourceId(userId, persona)
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
  const placing = { userId, resourceId, isDryRun }
  const { outcome, threadId: newThreadId, ids } = await placeThread(target.memory, { thread, messages }, placing)
  if (outcome.kind === 'left') {
    report.problems.push({ kind: 'left', thread: thread.id, reason: outcome.reason })
    return
  }
  report.threads[outcome.kind] += 1
  report.verifiedMessages += outcome.verified
  const imported = outcome.kind === 'imported' ? outcome.imported : 0
  report.messages.imported += imported
  report.messages.same += messages.length - imported
  const vectors = isDryRun ? null : (target.vectors ?? null)
  const place = { threadId: thread.id, ids, newThreadId, resourceId }
  try {
    for (const index of source.vectors ? indexes : []) {
      const counts = await importVectors(source.vectors as SourceVectors, index, vectors, place)
      report.vectors.found += counts.found
      report.vectors.imported += target.vectors ? counts.imported : 0
      report.vectors.left += target.vectors ? counts.left : counts.found
    }
  } catch (error) {
    report.problems.push({ kind: 'failed', thread: thread.id, reason: `Its vectors: ${inWords(error)}` })
  }
}

/** A failure is the notes' own: the threads of the resource are imported all the same. */
async function importNotesOf(
  { source, target, isDryRun = false }: ImportOptions,
  resourceId: string,
  id: string,
  report: ImportReport,
): Promise<void> {
  try {
    const outcome = await importNotes(source.memory, target.memory, { resourceId, id, isDryRun })
    if (outcome.kind === 'none') return
    report.resources.found += 1
    if (outcome.kind === 'left') report.problems.push({ kind: 'left', resource: resourceId, reason: outcome.reason })
    else report.resources[outcome.kind] += 1
  } catch (error) {
    report.problems.push({ kind: 'failed', resource: resourceId, reason: inWords(error) })
  }
}

function inWords(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
